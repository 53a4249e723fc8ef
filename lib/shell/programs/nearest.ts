/** What is said beside `command not found`: the nearest name, and what stands in for a program that is not here. */

const NOTHING_TO_INSTALL =
  'there is nothing to install: kubectl, minikube, docker, aws and curl are here (help lists all)';

/** Programs a learner may look for, and what does here what they are looked for. */
const ABSENT: Readonly<Record<string, string>> = {
  git: 'the files here are kept by the page: they are saved as you type, and "reset" brings a lesson\'s own back',
  helm: 'charts are not installed here: write the manifests and apply them with kubectl apply -f',
  kustomize: 'write the manifests in full and apply them with kubectl apply -f',
  brew: NOTHING_TO_INSTALL,
  'apt-get': NOTHING_TO_INSTALL,
  apt: NOTHING_TO_INSTALL,
  apk: NOTHING_TO_INSTALL,
  snap: NOTHING_TO_INSTALL,
  winget: NOTHING_TO_INSTALL,
  choco: NOTHING_TO_INSTALL,
  pip: 'there is no internet to install from',
  npm: 'there is no internet to install from, and no Node to run with: build images from a Dockerfile with docker build',
  node: 'programs run in Pods here: kubectl run shell --image=node:22 -it -- sh',
  python: 'programs run in Pods here: kubectl run shell --image=python:3 -it -- sh',
  python3: 'programs run in Pods here: kubectl run shell --image=python:3 -it -- sh',
  go: 'programs run in Pods here',
  java: 'programs run in Pods here',
  ssh: 'for a shell in a container there is kubectl exec -it POD -- sh, for the node minikube ssh -- COMMAND',
  scp: 'kubectl cp copies files from and to containers',
  rsync: 'kubectl cp copies files from and to containers',
  kind: "the cluster here is minikube's",
  k3s: "the cluster here is minikube's",
  k3d: "the cluster here is minikube's",
  kubeadm: "the cluster here is minikube's",
  microk8s: "the cluster here is minikube's",
  podman: 'docker builds and pushes images here',
  nerdctl: 'docker builds and pushes images here',
  crictl: 'kubectl get pods and kubectl describe pod tell what runs on a node',
  k9s: "the cluster's pane shows what k9s shows; in the terminal there is watch kubectl get pods",
  kubectx: 'kubectl config use-context NAME',
  kubens: 'kubectl config set-context --current --namespace=NAME',
  stern: 'kubectl logs -f -l app=NAME --prefix',
  jq: "kubectl picks fields itself: -o jsonpath='{.status.phase}'",
  yq: "kubectl picks fields itself: -o jsonpath='{.status.phase}'",
  eksctl: 'of AWS there are aws configure, aws sts get-caller-identity and aws ecr here',
  gcloud: 'of the clouds only a little of aws is here',
  az: 'of the clouds only a little of aws is here',
  terraform: "the cluster here is minikube's",
  make: 'write the commands into a file and run it: bash build.sh',
  less: 'the terminal can be scrolled: cat FILE shows all of it',
  more: 'the terminal can be scrolled: cat FILE shows all of it',
  emacs: 'vi, nano and code open a file in the editor',
  k: 'alias k=kubectl makes it',
  tree: 'find lists all files below a folder',
  top: 'kubectl top pods (after minikube addons enable metrics-server)',
  htop: 'kubectl top pods (after minikube addons enable metrics-server)',
  ss: 'kubectl get services tells who listens in the cluster, jobs what runs here',
  netstat: 'kubectl get services tells who listens in the cluster, jobs what runs here',
  lsof: 'kubectl get services tells who listens in the cluster, jobs what runs here',
  telnet: 'nc -vz HOST PORT tells whether somebody listens, curl talks to it',
  tar: 'kubectl cp copies files from and to containers',
  zip: 'kubectl cp copies files from and to containers',
  su: 'sudo COMMAND runs one as root',
  ntpdate: 'chrony sets the clock: sudo yum -y install chrony',
  hwclock: 'chrony sets the clock: sudo yum -y install chrony',
  whereis: 'which NAME',
  groups: 'id',
  crontab: 'CronJobs run things at a time: kubectl create cronjob',
  logout: 'this terminal stays open',
  traceroute: "the request box of the cluster's pane shows the way of a request",
  mongosh: 'it is in the image of mongo: kubectl exec -it deployment/mongo-deployment -- mongosh',
  mysql: 'it is in the image of mysql: kubectl exec -it POD -- mysql',
  psql: 'it is in the image of postgres: kubectl exec -it POD -- psql',
  'redis-cli': 'it is in the image of redis: kubectl exec -it POD -- redis-cli',
};

/** Whether it is one of those: a tool of images that has no place on this computer is none of it either. */
export function isAbsent(name: string): boolean {
  return Object.hasOwn(ABSENT, name);
}

/** @param names all there are */
export function adviceFor(name: string, names: readonly string[]): string {
  const instead = Object.hasOwn(ABSENT, name) ? ABSENT[name] : undefined;
  if (instead !== undefined) return `${name} is not here: ${instead}\n`;
  const near = nearest(name, names);
  return near === undefined ? '' : `Did you mean ${near}?\n`;
}

/** The name with the fewest letters to change, where they are few enough. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  if (word.length < 3) return undefined;
  const most = word.length === 3 ? 1 : 2;
  let best: { readonly name: string; readonly away: number } | undefined;
  for (const name of names) {
    if (!/^[a-z]/i.test(name) || Math.abs(name.length - word.length) > most) continue;
    const away = distance(word, name);
    if (away <= most && (!best || away < best.away)) best = { name, away };
  }
  return best?.name;
}

/** How many letters must change; two that changed places count as one. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (rows[i - 1]?.[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      const turned =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (rows[i - 2]?.[j - 2] ?? 0) + 1 : swap;
      row.push(Math.min(swap, turned, (rows[i - 1]?.[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
