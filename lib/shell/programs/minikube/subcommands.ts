/** What may follow `minikube`. Apart from the program itself, which is fetched when it is first run. */
import { subcommand, type Subcommand } from '../subcommands';

export const subcommands: readonly Subcommand[] = [
  subcommand('start', '--driver= --nodes= --memory= --cpus= --kubernetes-version= --addons='),
  subcommand('stop'),
  subcommand('status'),
  subcommand('delete'),
  subcommand('ip', '--node='),
  subcommand('service', '--url --namespace= --all', ['list']),
  subcommand('tunnel'),
  subcommand('addons', '', [
    'list',
    subcommand('enable', '', ['ingress', 'metrics-server', 'dashboard']),
    subcommand('disable', '', ['ingress', 'metrics-server']),
  ]),
  subcommand('dashboard'),
  subcommand('node', '', ['add', 'list', 'start', 'stop', 'delete']),
  subcommand('image', '', ['load', 'ls', 'build']),
  subcommand('docker-env'),
  subcommand('ssh', '--node='),
  subcommand('logs'),
  subcommand('profile', '', ['list']),
  subcommand('kubectl'),
  subcommand('version', '--short'),
  subcommand('help'),
];
