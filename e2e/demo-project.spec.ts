/** A stranger's first day: from the front page to a finished demo project whose line stands in today's checklist. */
import { demo, expect, test, Workspace } from './test';

test('a beginner writes the four files, makes the usual mistakes, mends them, and ticks the day off', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/ko$/);
  await page.getByRole('link', { name: /데모 프로젝트/ }).click();
  await expect(page).toHaveURL(/\/ko\/learn\/demo-project$/);
  const workspace = new Workspace(page, 'ko');
  await workspace.ready();

  await test.step('a tab where spaces belong', async () => {
    await workspace.write('mongo-config.yaml', demo['mongo-config.yaml'].replace('  name:', '\tname:'));
    await expect(workspace.problems).toContainText('found character that cannot start any token');
    await expect(workspace.problems).toContainText('들여쓰기에는 스페이스만');
    await workspace.replace('mongo-config.yaml', '\tname', '  name');
    await expect(workspace.problems).not.toContainText('cannot start any token');
  });

  await test.step('a plain-text password under data', async () => {
    await workspace.write(
      'mongo-secret.yaml',
      demo['mongo-secret.yaml'].replace('bW9uZ29wYXNzd29yZA==', 'mongopassword!'),
    );
    await expect(workspace.problems).toContainText(
      'Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 13',
    );
    await expect(workspace.problems).toContainText('stringData');
    await expect.poll(() => workspace.squiggled()).toEqual(['mongopassword!']);
    await workspace.replace('mongo-secret.yaml', 'mongopassword!', 'bW9uZ29wYXNzd29yZA==');
    await workspace.expectDone('settings');
  });

  await test.step('a wrong indent', async () => {
    await workspace.write(
      'mongo.yaml',
      demo['mongo.yaml']
        .replace('      containers:', '     containers:')
        .replace('    spec:\n     containers', '    spec:\n    containers'),
    );
    await expect(workspace.problems).toContainText('unknown field "spec.template.containers"');
    await workspace.replace('mongo.yaml', '    containers:', '      containers:');
    await expect(workspace.problems).not.toContainText('unknown field');
    await workspace.expectDone('database', 'database-service');
  });

  await test.step('mongo-secrets for mongo-secret, and an unquoted port in env', async () => {
    const wrong = demo['webapp.yaml']
      .replace(
        'name: mongo-secret\n                  key: mongo-user',
        'name: mongo-secrets\n                  key: mongo-user',
      )
      .replace('          env:\n', '          env:\n            - name: PORT\n              value: 3000\n');
    await workspace.write('webapp.yaml', wrong);
    await expect(workspace.problems).toContainText(
      'json: cannot unmarshal number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string',
    );
    await workspace.problems.getByRole('button', { name: /webapp.yaml \d+:\d+ · .*env\[0\]\.value/ }).click();
    await expect.poll(() => workspace.squiggled()).toEqual(['3000']);
    await workspace.replace('webapp.yaml', 'value: 3000', 'value: "3000"');
    await expect(workspace.problems).not.toContainText('cannot unmarshal');
    // What leads nowhere is no error, and is said.
    await expect(workspace.problems).toContainText('mongo-secret을 쓰려던 건 아닌가요?');
    await expect(workspace.checks).toContainText('mongo-secrets');
    await workspace.replace('webapp.yaml', 'mongo-secrets', 'mongo-secret');
    await expect(workspace.problems).toContainText('문제가 없어요');
  });

  await test.step('it is applied, runs, and the page keeps what is saved', async () => {
    await page.keyboard.press('Control+Enter');
    const sheet = page.getByRole('dialog', { name: '클러스터에 적용하기' });
    await sheet.getByRole('button', { name: '4개 적용하기' }).click();
    await expect(sheet).toContainText('service/webapp-service created');
    await sheet.getByRole('button', { name: '닫기' }).click();
    await expect(workspace.task('runs')).toHaveAttribute('data-done', 'true', { timeout: 40_000 });
    await expect(workspace.task('form')).toContainText('Mina Park');
    const command = page.getByRole('region', { name: '터미널' }).getByRole('textbox', { name: '명령줄' });
    await command.fill('curl -d name=Hana http://192.168.49.2:30100/update-profile');
    await command.press('Enter');
    await workspace.expectDone('form');
  });

  await test.step('every lamp is green, and the day remembers', async () => {
    await expect(workspace.checks.locator('[data-done="false"]')).toHaveCount(0);
    await workspace.checks.getByRole('button', { name: '오늘 노트에 넣기' }).click();
    await expect(workspace.checks).toContainText('오늘 노트에 넣었어요');
    await page.getByRole('link', { name: '오늘', exact: true }).click();
    const checklist = page.getByRole('region', { name: '오늘의 할일' });
    await expect(checklist.getByRole('checkbox', { name: '데모 프로젝트 레슨 마치기' })).toBeChecked();
    await page.reload();
    await expect(checklist.getByRole('checkbox', { name: '데모 프로젝트 레슨 마치기' })).toBeChecked();
    await page.getByRole('link', { name: /데모 프로젝트/ }).click();
    await workspace.ready();
    await workspace.open('webapp.yaml');
    await expect(workspace.files).toContainText('nanajanashia/k8s-demo-app:v1.0');
  });
});
