/** help and man: what there is here, and a short page on each. */
import { runOther, type Call, type ProgramSteps, type Tool } from '@/lib/cluster';

interface Page {
  readonly does: string;
  readonly examples?: readonly string[];
}

/** In the order in which `help` lists them. */
const PAGES: Readonly<Record<string, Page>> = {
  kubectl: {
    does: 'talks to the cluster',
    examples: ['kubectl get pods', 'kubectl apply -f pod.yaml', 'kubectl help'],
  },
  minikube: {
    does: 'starts, stops and opens the cluster',
    examples: ['minikube status', 'minikube service NAME', 'minikube addons enable ingress'],
  },
  docker: {
    does: 'builds images and brings them to a registry',
    examples: ['docker build -t web:1 .', 'docker images', 'docker push USER/web:1'],
  },
  aws: {
    does: 'logs in to the registry of AWS',
    examples: ['aws configure', 'aws ecr get-login-password', 'aws ecr create-repository --repository-name web'],
  },
  curl: { does: 'asks a server', examples: ['curl http://192.168.49.2:30080', 'curl -d name=Kim localhost:8080'] },
  wget: { does: 'fetches a page', examples: ['wget -qO- http://192.168.49.2:30080'] },
  ls: { does: 'lists files', examples: ['ls -l'] },
  cd: { does: 'goes to a folder', examples: ['cd k8s', 'cd ..'] },
  pwd: { does: 'prints where you are' },
  cat: { does: 'prints a file', examples: ['cat pod.yaml'] },
  vi: { does: 'opens a file in the editor, as vim, nano and code do', examples: ['vi pod.yaml'] },
  mkdir: { does: 'makes a folder', examples: ['mkdir -p k8s/base'] },
  touch: { does: 'makes an empty file', examples: ['touch pod.yaml'] },
  cp: { does: 'copies files', examples: ['cp pod.yaml other.yaml', 'cp -r k8s copy'] },
  mv: { does: 'moves or renames files', examples: ['mv a.yaml b.yaml'] },
  rm: { does: 'removes files', examples: ['rm pod.yaml', 'rm -r k8s'] },
  find: { does: 'finds files', examples: ["find . -name '*.yaml'"] },
  grep: {
    does: 'prints the lines that hold a text',
    examples: ['kubectl get pods | grep web', 'grep -n image pod.yaml'],
  },
  head: { does: 'prints the first lines', examples: ['head -n 3 pod.yaml'] },
  tail: { does: 'prints the last lines', examples: ['tail -n 3 pod.yaml'] },
  wc: { does: 'counts lines, words and bytes', examples: ['kubectl get pods | wc -l'] },
  sort: { does: 'sorts lines', examples: ['sort -r names.txt'] },
  sed: { does: 'replaces text', examples: ["sed -i 's/nginx:1.28/nginx:1.29/' pod.yaml"] },
  awk: { does: 'takes lines apart', examples: ["kubectl get pods | awk '{print $1}'"] },
  xargs: { does: 'makes arguments of what it reads', examples: ['kubectl get pods -o name | xargs kubectl delete'] },
  base64: { does: 'encodes and decodes', examples: ['echo -n secret | base64', 'echo c2VjcmV0 | base64 -d'] },
  echo: { does: 'prints its arguments', examples: ['echo $HOME'] },
  watch: { does: 'runs a command every two seconds, until Ctrl+C', examples: ['watch kubectl get pods'] },
  sleep: { does: 'waits', examples: ['sleep 5'] },
  date: { does: 'prints the time', examples: ['date', "date '+%H:%M'"] },
  history: { does: 'lists the commands that were run', examples: ['history 10'] },
  jobs: {
    does: 'lists what runs in the background: what was begun with &',
    examples: ['kubectl port-forward svc/web 8080:80 &', 'kill %1'],
  },
  which: { does: 'tells where a program lies', examples: ['which kubectl'] },
  sudo: { does: 'runs a command as root', examples: ['sudo date -s 09:00'] },
  open: { does: 'opens an address in the page, as xdg-open does', examples: ['open http://192.168.49.2:30080'] },
  clear: { does: 'clears the screen' },
  help: { does: 'lists this, or shows the page of one command, as man does', examples: ['help grep'] },
};

/** Programs that tell about themselves. */
const OWN_HELP: ReadonlySet<string> = new Set(['kubectl', 'minikube', 'docker', 'aws']);

export const help: Tool = (call) => {
  const name = call.args.slice(1).find((word) => !/^-|^\d$/.test(word));
  if (name === undefined) return call.args[0] === 'man' ? noPage(call) : list(call);
  return OWN_HELP.has(name) ? ownPage(call, name) : page(call, name);
};

function noPage(call: Call): number {
  call.err("What manual page do you want?\nFor example, try 'man kubectl'.\n");
  return 1;
}

function list(call: Call): number {
  call.out('The commands of this terminal (help NAME tells more of one):\n\n');
  for (const [name, { does }] of Object.entries(PAGES)) call.out(`  ${name.padEnd(10)}${does}\n`);
  call.out(
    '\nPipes, redirections, variables, loops and & work as in bash. Tab completes, Ctrl+C ends, ↑ brings back.\n',
  );
  return 0;
}

function* ownPage(call: Call, name: string): ProgramSteps {
  const ran = runOther(call, [name, 'help']);
  return typeof ran === 'number' ? ran : yield* ran;
}

function page(call: Call, name: string): number {
  const known = Object.hasOwn(PAGES, name) ? PAGES[name] : undefined;
  if (known) {
    call.out(`${name}: ${known.does}\n`);
    if (known.examples) call.out(`\nExamples:\n${known.examples.map((line) => `  ${line}\n`).join('')}`);
    return 0;
  }
  if (call.tools.find(name)) call.out(`${name} is here, and has no page of its own.\n`);
  else call.err(`No manual entry for ${name}\n${call.tools.advice?.(name) ?? ''}`);
  return call.tools.find(name) ? 0 : 16;
}
