/**
 * `npm start`: builds the site if it is not built or older than its sources, and serves it on localhost:3000 (PORT
 * changes it) with the headers a host should send. `--no-build` serves what is there.
 */
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { isBuilt } from './gate/built';
import { createSite } from './gate/site';

if (!process.argv.includes('--no-build') && !isBuilt()) {
  const build = spawnSync('npm', ['run', 'build'], { stdio: 'inherit', shell: process.platform === 'win32' });
  if (build.status !== 0) process.exit(build.status ?? 1);
}

const port = Number(process.env['PORT'] ?? 3000);
const server = createServer(createSite());
server.on('error', (error) => {
  console.error(`Kubetil cannot listen on port ${port}: ${error.message}. Another port: PORT=3001 npm start`);
  process.exit(1);
});
server.listen(port, () => console.log(`Kubetil is at http://localhost:${port}`));
