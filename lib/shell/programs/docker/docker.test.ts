import { describe, expect, it } from 'vitest';
import { newTestShell, type TestShell } from '../../test-shell';

const PAGE = '<h1>Hello from my image</h1>\n';
const FILES = { Dockerfile: 'FROM nginx:1.29\nCOPY index.html /usr/share/nginx/html/\n', 'index.html': PAGE };

async function built(dockerfile: string, files: Readonly<Record<string, string>> = {}): Promise<[TestShell, string]> {
  const test = await newTestShell({ Dockerfile: dockerfile, ...files });
  return [test, await test.run('docker build -t me/app:1 .')];
}

describe('docker build', () => {
  it('prints what BuildKit prints, and keeps the image', async () => {
    const { run } = await newTestShell(FILES);
    const printed = await run('docker build -t web:1 .');
    expect(printed.split('\n').map((line) => line.trimEnd())).toEqual([
      '[+] Building 1.2s (7/7) FINISHED                                  docker:default',
      ' => [internal] load build definition from Dockerfile                        0.1s',
      ' => [internal] load metadata for docker.io/library/nginx:1.29               0.8s',
      ' => [internal] load .dockerignore                                           0.0s',
      ' => [internal] load build context                                           0.1s',
      ' => [1/2] FROM docker.io/library/nginx:1.29                                 0.0s',
      ' => [2/2] COPY index.html /usr/share/nginx/html/                            0.1s',
      ' => exporting to image                                                      0.1s',
      ' => => exporting layers                                                     0.0s',
      expect.stringMatching(/^ => => writing image sha256:[0-9a-f]{64} 0\.0s$/),
      ' => => naming to docker.io/library/web:1                                    0.0s',
      '',
    ]);
    expect(await run('docker images web')).toMatch(
      /^REPOSITORY {3}TAG {7}IMAGE ID {7}CREATED +SIZE\nweb {10}1 {9}[0-9a-f]{12} {3}\d second ago {3,}\d+(?:\.\d+)?MB\n$/,
    );
    expect(await run('docker rmi web:1 && docker images -q web')).toMatch(
      /^Untagged: web:1\nDeleted: sha256:[0-9a-f]{64}\n$/,
    );
  });

  it('makes what runs in a Pod, once the node has it', async () => {
    const { run } = await newTestShell(FILES);
    await run('docker build -t web:1 .');
    await run('kubectl run web --image=web:1 --port=80; sleep 10');
    expect(await run('kubectl get pod web --no-headers')).toMatch(/^web +0\/1 +(?:ErrImagePull|ImagePullBackOff)/);
    await run('minikube image load web:1; kubectl delete pod web; kubectl run web --image=web:1 --port=80');
    await run('kubectl wait --for=condition=Ready pod/web && kubectl expose pod web --type=NodePort');
    expect(await run('curl -s $(minikube service web --url)')).toBe(PAGE);
    expect(await run('kubectl describe pod web')).toContain('Container image "web:1" already present on machine');
    expect(await run('minikube image ls')).toContain('docker.io/library/web:1\n');
  });

  it("builds in minikube's own Docker after docker-env", async () => {
    const { run } = await newTestShell(FILES);
    await run('eval $(minikube docker-env); docker build -t web:2 .');
    await run('kubectl run web --image=web:2 && kubectl wait --for=condition=Ready pod/web');
    expect(await run('kubectl exec web -- cat /usr/share/nginx/html/index.html')).toBe(PAGE);
  });

  it('makes what a saved cluster has again', async () => {
    const { run, cluster } = await newTestShell(FILES);
    await run('docker build -t web:1 . && minikube image load web:1');
    await run('kubectl run web --image=web:1 && kubectl wait --for=condition=Ready pod/web');
    const other = await newTestShell();
    expect(other.cluster.import(cluster.export())).toBeUndefined();
    expect(await other.run('kubectl exec web -- cat /usr/share/nginx/html/index.html')).toBe(PAGE);
    expect(
      await other.run('kubectl run again --image=web:1 && kubectl wait --for=condition=Ready pod/again'),
    ).toContain('condition met');
  });

  it('is done by minikube, too', async () => {
    const { run } = await newTestShell(FILES);
    expect(await run('minikube image build -t web:3 .')).toContain(' => => naming to docker.io/library/web:3');
    expect(await run('minikube ssh docker images')).toMatch(/^REPOSITORY[\s\S]*web +3 +[0-9a-f]{12} +Recently/);
  });

  it('runs the commands of a Dockerfile, with its variables and stages', async () => {
    const [{ run }] = await built(
      `# syntax=docker/dockerfile:1
ARG VERSION=1.29
FROM node:22 AS build
WORKDIR /app
COPY src ./src
RUN npm ci && npm run build
RUN mkdir -p dist && \\
    cat src/a.txt src/b.txt > dist/all.txt
FROM nginx:$VERSION
ENV GREETING="hello there" NAME=Kim
WORKDIR /data
COPY --from=build /app/dist .
RUN echo "$GREETING $NAME" > greeting.txt
RUN <<EOF
cat > more.txt <<END
from a heredoc
END
EOF
RUN cat <<EOF >> more.txt
and another
EOF
EXPOSE 80/tcp
CMD nginx -g 'daemon off;'
`,
      { 'src/a.txt': 'a\n', 'src/b.txt': 'b\n' },
    );
    await run(
      'minikube image load me/app:1; kubectl run app --image=me/app:1; kubectl wait --for=condition=Ready pod/app',
    );
    expect(await run('kubectl exec app -- sh -c "pwd; cat all.txt greeting.txt more.txt; echo $NAME"')).toContain(
      '/data\na\nb\nhello there Kim\nfrom a heredoc\nand another\n',
    );
    expect(await run('kubectl exec app -- printenv GREETING')).toBe('hello there\n');
  });

  it('starts from an image that was built here', async () => {
    const { run } = await newTestShell({ ...FILES, 'second/Dockerfile': 'FROM web:1\nENV A=1\n' });
    await run('docker build -t web:1 . && docker build -t second second && minikube image load second:latest');
    await run(
      'kubectl run s --image=second --image-pull-policy=IfNotPresent; kubectl wait --for=condition=Ready pod/s',
    );
    expect(await run('kubectl exec s -- sh -c "printenv A; cat /usr/share/nginx/html/index.html"')).toBe(`1\n${PAGE}`);
  });

  it.each([
    [
      'FROM nginx:1.29\nCOPPY a b\n',
      'dockerfile parse error on line 2: unknown instruction: COPPY (did you mean COPY?)',
    ],
    ['FORM nginx\n', 'dockerfile parse error on line 1: unknown instruction: FORM (did you mean FROM?)'],
    ['COPY a b\n', 'dockerfile parse error on line 1: no build stage in current context'],
    ['FROM nginx as\n', 'dockerfile parse error on line 1: FROM requires either one or three arguments'],
    [
      'FROM nginx\nCOPY a\n',
      'dockerfile parse error on line 2: COPY requires at least two arguments, but only one was provided. Destination could not be determined',
    ],
    ['# nothing\n', 'file with no instructions'],
    ['FROM nginx\nEXPOSE http\n', 'dockerfile parse error on line 2: invalid containerPort: http'],
    [
      'FROM nginx:1.99\n',
      'nginx:1.99: failed to resolve source metadata for docker.io/library/nginx:1.99: docker.io/library/nginx:1.99: not found',
    ],
    ['FROM $NONE\n', 'base name ($NONE) should not be blank'],
    [
      'FROM nginx\nENV A=1 B\n',
      `dockerfile parse error on line 2: Syntax error - can't find = in "B". Must be of the form: name=value`,
    ],
    ['FROM nginx\nRUN exit 3\n', 'process "/bin/sh -c exit 3" did not complete successfully: exit code: 3'],
    [
      'FROM nginx\nCOPY none.html /\n',
      'failed to compute cache key: failed to calculate checksum of ref kubetil::context: "/none.html": not found',
    ],
  ])('says what is wrong with %j', async (dockerfile, why) => {
    const [, printed] = await built(dockerfile);
    expect(printed).toMatch(/^\[\+\] Building \d\.\ds \(\d\/\d\) \w+ +docker:default\n/);
    const last = printed.split('\n').at(-2) ?? '';
    expect(last).toBe(`ERROR: failed to build: failed to solve: ${why}`);
    expect(printed.endsWith('[1]')).toBe(true);
  });

  it('shows the line that is wrong', async () => {
    const [, printed] = await built('FROM nginx\n\nRUN ls /none\nEXPOSE 80\n');
    expect(printed).toContain(`------
 > [2/2] RUN ls /none:
0.312 ls: cannot access '/none': No such file or directory
------
Dockerfile:3
--------------------
   1 |     FROM nginx
   2 |     
   3 | >>> RUN ls /none
   4 |     EXPOSE 80
   5 |     
--------------------
`);
  });

  it('needs a folder, a Dockerfile and a name that is one', async () => {
    const { run } = await newTestShell();
    expect(await run('docker build -t web')).toContain("docker: 'docker buildx build' requires 1 argument");
    expect(await run('docker build -t web .')).toBe(
      'ERROR: failed to build: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory\n[1]',
    );
    expect(await run('docker build -t Web .')).toContain('invalid tag "Web": invalid reference format');
    expect(await run('docker build nowhere')).toContain('unable to prepare context: path "nowhere" not found');
  });
});

describe('docker', () => {
  it('pushes to a registry, from where Pods fetch', async () => {
    const { run, marks } = await newTestShell(FILES);
    await run('docker build -t kim/web:1 .');
    expect(await run('docker push kim/web:1')).toContain(
      'push access denied, repository does not exist or may require authorization',
    );
    expect(await run('echo secret | docker login -u kim --password-stdin')).toMatch(/Login Succeeded\n$/);
    expect(await run('docker push kim/web:1')).toMatch(
      /^The push refers to repository \[docker\.io\/kim\/web\]\n(?:[0-9a-f]{12}: Pushed\n)+1: digest: sha256:[0-9a-f]{64} size: 856\n$/,
    );
    expect(marks.at(-1)).toBe('docker push kim/web:1');
    await run('kubectl run web --image=kim/web:1 && kubectl wait --for=condition=Ready pod/web');
    expect(await run('kubectl exec web -- cat /usr/share/nginx/html/index.html')).toBe(PAGE);
    expect(await run('docker tag kim/web:1 lee/web:1 && docker push lee/web:1')).toContain(
      'denied: requested access to the resource is denied',
    );
    expect(await run('docker rmi kim/web:1 > /dev/null && docker pull kim/web:1')).toContain(
      'Status: Downloaded newer image for kim/web:1\n',
    );
    expect(await run('docker logout && docker push kim/web:1')).toContain(
      'Removing login credentials for https://index.docker.io/v1/\n',
    );
  });

  it('asks for a name and a password', async () => {
    const { begin, run } = await newTestShell();
    const begun = begin('docker login');
    await begun.pass(200);
    begun.type('kim\n');
    begun.type('secret\n');
    await begun.pass(2000);
    expect(await begun.done).toBe(0);
    expect(begun.printed()).toMatch(/^Username: Password: [\s\S]*Login Succeeded\n$/);
    expect(await run('cat ~/.docker/config.json | grep -c auth')).toBe('2\n');
  });

  it('says what it does not have', async () => {
    const { run } = await newTestShell();
    expect(await run('docker pull nginx:1.99')).toBe(
      'Error response from daemon: manifest for nginx:1.99 not found: manifest unknown: manifest unknown\n[1]',
    );
    expect(await run('docker pull nginxx')).toContain(
      'pull access denied for nginxx, repository does not exist or may require',
    );
    expect(await run('docker tag none:1 a:1')).toBe('Error response from daemon: No such image: none:1\n[1]');
    expect(await run('docker push registry.example.com/web:1')).toContain(
      'tag does not exist: registry.example.com/web:1',
    );
    expect(await run('docker run -d nginx')).toContain('there is no docker run: kubectl run NAME --image=IMAGE');
    expect(await run('docker biuld .')).toContain('Did you mean docker build?');
    expect(await run('docker ps')).toMatch(/^CONTAINER ID/);
    expect(await run('docker')).toContain('Usage:  docker COMMAND');
  });
});
