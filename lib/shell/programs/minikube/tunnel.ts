/** minikube tunnel: as long as it runs, Services of type LoadBalancer have addresses, and those are reached from here. */
import { ADDRESS, isUp, NOT_UP, type MinikubeCommand, type MinikubeRun } from './run';

const EVERY = 500;

export const tunnel: MinikubeCommand = async (run) => {
  if (!isUp(run)) return NOT_UP;
  const { computer, signal } = run;
  const { cluster } = computer;
  if (cluster.isTunnelOpen) {
    run.call.err('another tunnel process is already running, terminate the existing instance to start a new one\n');
    return 1;
  }
  computer.willChange();
  cluster.isTunnelOpen = true;
  try {
    let told = '';
    do {
      if (!cluster.isTunnelOpen) return 0;
      const text = statusOf(run);
      if (text !== told) run.call.out(text);
      told = text;
      // oxlint-disable-next-line no-await-in-loop -- it is looked at again and again
    } while (await computer.wait(EVERY, signal));
    return 130;
  } finally {
    cluster.isTunnelOpen = false;
  }
};

function statusOf({ computer }: MinikubeRun): string {
  const services = computer.cluster.client
    .sorted('v1/Service')
    .filter(({ spec }) => spec?.type === 'LoadBalancer')
    .map(({ metadata }) => metadata.name);
  return `Status:	
	machine: minikube
	pid: 4021
	route: 10.96.0.0/12 -> ${ADDRESS}
	minikube: Running
	services: [${services.join(', ')}]
    errors: 
		minikube: no errors
		router: no errors
		loadbalancer emulator: no errors
`;
}
