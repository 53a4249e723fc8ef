/** Nodes. */
import { sightOf } from './sight';

export const node = sightOf('v1/Node', 'nodes', (node, scene) => {
  const status = scene.cell(node, 'Status');
  const state = status === 'Ready' ? 'ready' : status.startsWith('Ready,') ? 'waiting' : 'failed';
  return { state, status, detail: node.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address };
});
