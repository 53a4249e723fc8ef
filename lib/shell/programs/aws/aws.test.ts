import { describe, expect, it } from 'vitest';
import { newTestShell, type TestShell } from '../../test-shell';

const HOST = '123456789012.dkr.ecr.ap-northeast-2.amazonaws.com';
const CONFIGURE = "printf 'AKIAIOSFODNN7EXAMPLE\\nsecret\\nap-northeast-2\\njson\\n' | aws configure > /dev/null";
const LOG_IN = `aws ecr get-login-password | docker login --username AWS --password-stdin ${HOST}`;

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers: [{ name: web, image: '${HOST}/shop-web:1.4', ports: [{ containerPort: 8080 }] }]
`;

async function configured(files: Readonly<Record<string, string>> = {}): Promise<TestShell> {
  const test = await newTestShell(files);
  expect(await test.run(CONFIGURE)).toBe('');
  return test;
}

describe('aws', () => {
  it('asks for keys and a region, and keeps them', async () => {
    const { begin, run } = await newTestShell();
    expect(await run('aws ecr get-login-password')).toBe(
      '\nUnable to locate credentials. You can configure credentials by running "aws configure".\n[253]',
    );
    const begun = begin('aws configure');
    await begun.pass(200);
    for (const line of ['AKIAIOSFODNN7EXAMPLE', 'wJalrXUtnFEMI', 'ap-northeast-2', '']) begun.type(`${line}\n`);
    await begun.pass(200);
    expect(await begun.done).toBe(0);
    expect(begun.printed()).toBe(
      'AWS Access Key ID [None]: AWS Secret Access Key [None]: Default region name [None]: Default output format [None]: ',
    );
    expect(await run('cat ~/.aws/credentials ~/.aws/config')).toBe(
      '[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI\n[default]\nregion = ap-northeast-2\n',
    );
    expect(await run('aws configure list')).toContain(
      'access_key     ****************MPLE shared-credentials-file    ~/.aws/credentials\n',
    );
    expect(await run('aws configure get region; AWS_REGION=eu-west-1 aws configure get region')).toBe(
      'ap-northeast-2\neu-west-1\n',
    );
  });

  it('tells who one is', async () => {
    const { run } = await configured();
    expect(await run('aws sts get-caller-identity')).toBe(
      '{\n    "UserId": "AIDAKUBETILLEARNER00",\n    "Account": "123456789012",\n    "Arn": "arn:aws:iam::123456789012:user/learner"\n}\n',
    );
    expect(await run('aws sts get-caller-identity --query Account --output text')).toBe('123456789012\n');
  });

  it('makes, lists and deletes repositories', async () => {
    const { run } = await configured({ Dockerfile: 'FROM nginx:1.29\n' });
    const uri = `${HOST}/team/web`;
    expect(
      await run('aws ecr create-repository --repository-name team/web --query repository.repositoryUri --output text'),
    ).toBe(`${uri}\n`);
    expect(await run('aws ecr create-repository --repository-name team/web')).toContain(
      "An error occurred (RepositoryAlreadyExistsException) when calling the CreateRepository operation: The repository with name 'team/web' already exists in the registry with id '123456789012'",
    );
    expect(await run("aws ecr describe-repositories --query 'repositories[*].repositoryName' --output text")).toBe(
      'shop-web\tteam/web\n',
    );
    expect(await run('aws ecr describe-repositories --repository-names none')).toContain('RepositoryNotFoundException');
    expect(await run('aws ecr describe-repositories --region seoul')).toBe(
      '\nCould not connect to the endpoint URL: "https://api.ecr.seoul.amazonaws.com/"\n[255]',
    );
    expect(
      await run(
        `${LOG_IN} 2> /dev/null && docker build -q -t ${uri}:1 . 2> /dev/null && docker push ${uri}:1 | tail -n 1`,
      ),
    ).toMatch(/^Login Succeeded\n1: digest: sha256:[0-9a-f]{64} size: 856\n$/);
    expect(await run('aws ecr list-images --repository-name team/web --output text')).toMatch(
      /^sha256:[0-9a-f]{64}\t1\n$/,
    );
    expect(await run('aws ecr delete-repository --repository-name team/web')).toContain(
      'because it still contains images',
    );
    expect(await run('aws ecr delete-repository')).toContain('the following arguments are required: --repository-name');
  });

  it('is refused while the clock is wrong, until chrony has set it', async () => {
    const { run } = await configured();
    expect(await run('date -s "-20 minutes"')).toBe('date: cannot set date: Operation not permitted\n[1]');
    expect(await run('sudo date -s "-20 minutes"')).toMatch(/^Mon Jan {2}5 08:\d\d:\d\d UTC 2026\n$/);
    expect(await run(LOG_IN)).toMatch(
      /^\nAn error occurred \(InvalidSignatureException\) when calling the GetAuthorizationToken operation: Signature expired: 20260105T08\d{4}Z is now earlier than 20260105T08\d{4}Z \(20260105T09\d{4}Z - 5 min\.\)\nError: Cannot perform an interactive login from a non TTY device\n\[1\]$/,
    );
    expect(await run('aws sts get-caller-identity')).toContain(
      '(SignatureDoesNotMatch) when calling the GetCallerIdentity operation: Signature expired',
    );
    expect(await run('sudo systemctl start chronyd.service')).toBe(
      'Failed to start chronyd.service: Unit chronyd.service not found.\n[5]',
    );
    expect(await run('yum -y install chrony')).toContain('superuser privileges');
    expect(
      await run('sudo yum -y install chrony && sudo systemctl start chronyd.service && sudo timedatectl set-ntp true'),
    ).toContain('Complete!\n');
    expect(await run('timedatectl')).toContain('System clock synchronized: yes\n');
    expect(await run('date +%H')).toBe('09\n');
    expect(await run(LOG_IN)).toContain('Login Succeeded\n');
    expect(await run('sudo date -s 2026-01-06; aws ecr describe-repositories')).toContain(
      'Signature not yet current: 20260106T0000',
    );
  });

  it('names what it does not have', async () => {
    const { run } = await newTestShell();
    expect(await run('aws s3 ls')).toContain(
      "argument command: Found invalid choice 's3'\n\nHere are: configure, ecr, sts, help\n",
    );
    expect(await run('aws ecr get-login-pasword')).toContain('Maybe you meant:\n\n  * get-login-password\n');
    expect(await run('aws')).toContain('the following arguments are required: command\n[252]');
  });
});

describe('the lesson on private registries', () => {
  it('goes from the first log-in to Pods that run', async () => {
    const { run } = await configured({ 'web.yaml': WEB });
    expect(await run(`docker push ${HOST}/shop-web:1.4`)).toContain(`tag does not exist: ${HOST}/shop-web:1.4`);
    await run(`docker tag shop-web:1.4 ${HOST}/shop-web:1.4`);
    expect(await run(`docker push ${HOST}/shop-web:1.4`)).toContain('no basic auth credentials');
    expect(
      await run(LOG_IN.replace('aws ecr get-login-password', 'aws ecr get-login-password --region eu-central-1')),
    ).toContain(`login attempt to https://${HOST}/v2/ failed with status: 400 Bad Request`);
    expect(await run(LOG_IN)).toContain('Login Succeeded\n');
    expect(await run(`docker tag shop-web:1.4 ${HOST}/shopweb:1.4; docker push ${HOST}/shopweb:1.4`)).toContain(
      "name unknown: The repository with name 'shopweb' does not exist in the registry with id '123456789012'",
    );
    expect(await run(`docker push ${HOST}/shop-web:1.4`)).toContain('1.4: digest: sha256:');

    await run('kubectl apply -f web.yaml; sleep 10');
    expect(await run('kubectl get pods --no-headers')).toMatch(/ErrImagePull|ImagePullBackOff/);
    expect(await run('kubectl describe pods')).toContain('no basic auth credentials');
    expect(
      await run(
        `kubectl create secret docker-registry ecr-login --docker-server=${HOST} --docker-username=AWS --docker-password="$(aws ecr get-login-password)"`,
      ),
    ).toBe('secret/ecr-login created\n');
    await run(
      `kubectl patch deployment web -p '{"spec":{"template":{"spec":{"imagePullSecrets":[{"name":"ecr-login"}]}}}}'`,
    );
    expect(await run('kubectl rollout status deployment/web')).toContain('deployment "web" successfully rolled out\n');
    await run('kubectl expose deployment web --type=NodePort --port=8080');
    expect(await run('curl -s $(minikube service web --url)')).toBe('<h1>shop-web:1.4</h1>\n');
  });

  it('runs what stands in its text', async () => {
    const { run } = await configured();
    const host = '210987654321.dkr.ecr.eu-central-1.amazonaws.com';
    expect(
      await run(
        `aws ecr get-login-password --region eu-central-1 | docker login --username AWS --password-stdin ${host}`,
      ),
    ).toContain('Login Succeeded\n');
    expect(await run(`docker tag tea-house:2.1 ${host}/tea-house:2.1 && docker push ${host}/tea-house:2.1`)).toContain(
      '2.1: digest: sha256:',
    );
    expect(await run(`docker tag tea-house:2.1 ${host}/mine:1 && docker push ${host}/mine:1`)).toContain(
      'is not authorized to perform: ecr:InitiateLayerUpload on resource: arn:aws:ecr:eu-central-1:210987654321:repository/mine',
    );
  });

  it('has log-ins that end after twelve hours', async () => {
    const { run, cluster } = await configured();
    await run(`${LOG_IN}; docker tag shop-web:1.4 ${HOST}/shop-web:1.4`);
    await run(`docker push ${HOST}/shop-web:1.4`);
    await run(
      `kubectl create secret docker-registry ecr-login --docker-server=${HOST} --docker-username=AWS --docker-password="$(aws ecr get-login-password)"`,
    );
    const spec = `'{"spec":{"imagePullSecrets":[{"name":"ecr-login"}]}}'`;
    const start = (name: string): string => `kubectl run ${name} --image=${HOST}/shop-web:1.4 --overrides=${spec}`;
    expect(await run(`${start('early')} && kubectl wait --for=condition=Ready pod/early`)).toContain('condition met');
    cluster.clock.runUntil(cluster.clock.now() + 44_000_000);
    expect(await run('kubectl get pod early --no-headers')).toContain('Running');
    await run(`minikube node add; kubectl cordon minikube; ${start('late')}; sleep 10`);
    expect(await run('kubectl describe pod late')).toContain('403 Forbidden');
    expect(await run(`docker push ${HOST}/shop-web:1.4`)).toContain(
      'denied: Your authorization token has expired. Reauthenticate and try again.',
    );
  });
});
