/** What may follow `docker`. Apart from the program itself, which is fetched when it is first run. */
import { subcommand, type Subcommand } from '../subcommands';

export const subcommands: readonly Subcommand[] = [
  subcommand('build', '--tag= --file= --build-arg= --no-cache'),
  subcommand('images', '--quiet'),
  subcommand('tag'),
  subcommand('push'),
  subcommand('pull'),
  subcommand('login', '--username= --password= --password-stdin'),
  subcommand('logout'),
  subcommand('rmi', '--force'),
  subcommand('image', '', ['build', 'ls', 'rm', 'tag', 'push', 'pull']),
  subcommand('ps', '--all'),
  subcommand('version'),
  subcommand('help'),
];
