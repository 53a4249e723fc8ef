import { describe, expect, it } from 'vitest';
import type { Message, Reply, Target } from '../../network/message';
import { newRegistry } from '../index';
import { runScript } from '../test-process';

function image(reference: string) {
  const pulled = newRegistry().pull(reference, new Map());
  if ('failed' in pulled) throw new Error(pulled.failed);
  return pulled.image;
}

const busybox = image('busybox:1.37');
const FILES = {
  '/data/a.txt': 'one\ntwo\nthree\n',
  '/data/people.csv': 'ann,30\nbob,25\ncid,35\n',
  '/data/.hidden': '',
};

describe('the tools', () => {
  it.each([
    ['ls /data', 'a.txt\npeople.csv\n'],
    ['ls -a /data', '.\n..\n.hidden\na.txt\npeople.csv\n'],
    ['ls -l /data/a.txt', '-rw-r--r--    1 root     root            14 Mar  1 09:00 /data/a.txt\n'],
    ['cat -n /data/a.txt | head -n 2', '     1\tone\n     2\ttwo\n'],
    ['tail -n 1 /data/a.txt; tail -2 /data/a.txt', 'three\ntwo\nthree\n'],
    ['grep -n t /data/a.txt', '2:two\n3:three\n'],
    ['grep -c t /data/a.txt; grep -v t /data/a.txt; grep -q zzz /data/a.txt', '2\none\n[1]'],
    ["grep -E 'one|two' /data/a.txt", 'one\ntwo\n'],
    ['wc -l < /data/a.txt; wc /data/a.txt', '3\n        3         3        14 /data/a.txt\n'],
    ['sort -r /data/a.txt', 'two\nthree\none\n'],
    ['sort -t, -k2 -n /data/people.csv | cut -d, -f1', 'bob\nann\ncid\n'],
    ['printf "b\\na\\nb\\n" | sort | uniq -c', '      1 a\n      2 b\n'],
    ['echo hello | tr a-z A-Z; echo a1b2 | tr -d 0-9', 'HELLO\nab\n'],
    ["sed 's/o/0/g' /data/a.txt", '0ne\ntw0\nthree\n'],
    ["sed -n '2p' /data/a.txt; sed '/two/d' /data/a.txt", 'two\none\nthree\n'],
    ["sed -i 's/one/1/' /data/a.txt; head -n 1 /data/a.txt", '1\n'],
    ["echo 'a b c' | sed 's#\\(a\\) \\(b\\)#\\2 \\1#'", 'b a c\n'],
    ["awk -F, '{print $1, $2}' /data/people.csv | head -n 1", 'ann 30\n'],
    ["awk -F, '$2 > 28 {print $1}' /data/people.csv", 'ann\ncid\n'],
    ["awk -F, '{s += $2} END {print s}' /data/people.csv", '90\n'],
    ['awk \'/two/ {print NR ":" $0}\' /data/a.txt', '2:two\n'],
    ["ps | awk 'NR > 1 {print $1}' | head -n 1", '1\n'],
    ['echo -n mongopassword | base64; echo bW9uZ291c2Vy | base64 -d', 'bW9uZ29wYXNzd29yZA==\nmongouser'],
    ['echo hello | sha256sum', '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  -\n'],
    ['seq 3; seq 2 2 6', '1\n2\n3\n2\n4\n6\n'],
    ['echo a b c | xargs -n 1 echo x', 'x a\nx b\nx c\n'],
    ['mkdir -p /x/y; echo 1 > /x/y/z; cp -r /x /w; mv /w/y/z /w/q; cat /w/q; ls /w', '1\nq\ny\n'],
    ['mkdir /data', "mkdir: can't create directory '/data': File exists\n[1]"],
    ['rm /data', "rm: '/data' is a directory\n[1]"],
    ['rm -rf /data; ls /data', 'ls: /data: No such file or directory\n[1]'],
    ['find /data -name "*.txt"', '/data/a.txt\n'],
    ['date', 'Sun Mar  1 09:00:00 UTC 2026\n'],
    ['date +%Y-%m-%dT%H:%M:%S', '2026-03-01T09:00:00\n'],
    ['id; whoami; hostname', 'uid=0(root) gid=0(root) groups=0(root)\nroot\nweb-0\n'],
    ['timeout 2 sleep 10; echo $?', '143\n'],
    ['expr 1 + 2 \\* 3; expr a = a; expr 1 / 0', '7\n1\nexpr: division by zero\n[2]'],
    ['basename /a/b.txt .txt; dirname /a/b.txt', 'b\n/a\n'],
    ['sleep x', "sleep: invalid number 'x'\n[1]"],
    ['echo x | tee /tmp/t; cat /tmp/t', 'x\nx\n'],
  ])('%s', (script, printed) => {
    expect(runScript(busybox, script, { files: FILES })).toBe(printed);
  });

  it('runs without a shell too', () => {
    const [echo, env] = [busybox.program(['echo', 'hi']), busybox.program(['no-such-tool'])];
    expect(echo).toBeDefined();
    expect(env).toBeUndefined();
  });
});

function network(target: Target, message: Message): Reply | 'unresolved' | 'timeout' | undefined {
  if (target.port === 53 && 'wire' in message && message.wire.protocol === 'dns') {
    return { wire: { protocol: 'dns', addresses: message.wire['name'] === 'web' ? ['10.96.0.10'] : [] } };
  }
  if (target.host === 'slow') return 'timeout';
  if (target.host !== 'web') return 'unresolved';
  if (target.port === 8_080) return undefined;
  if (!('http' in message)) return { closed: true };
  const { path, method, body } = message.http;
  if (path === '/moved') return { http: { status: 302, headers: { location: '/' }, body: '' } };
  if (path === '/nowhere') return { http: { status: 404, headers: {}, body: 'none' } };
  return {
    http: {
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body: `${method} ${path}${body === '' ? '' : ` ${body}`}\n`,
    },
  };
}

describe('the network tools', () => {
  it.each([
    ['wget -qO- http://web', 'GET /\n'],
    ['wget -q -O - web/moved', 'GET /\n'],
    ['wget -qO- http://nope', "wget: bad address 'nope'\n[1]"],
    ['wget -qO- http://web:8080', "wget: can't connect to remote host (10.96.0.10): Connection refused\n[1]"],
    ['wget -qO- web/nowhere', 'wget: server returned error: HTTP/1.1 404 Not Found\n[1]'],
    ['wget -qO- -T 2 http://slow', 'wget: download timed out\n[1]'],
    ['wget --spider -q web && echo up', 'up\n'],
    [
      'wget web; cat index.html',
      "GET /\nConnecting to web (10.96.0.10:80)\nsaving to 'index.html'\nindex.html           100% |********************************|     6  0:00:00 ETA\n'index.html' saved\n",
    ],
    [
      'nslookup web',
      'Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\nName:\tweb.default.svc.cluster.local\nAddress: 10.96.0.10\n\n',
    ],
    ['nslookup nope', "Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\n** server can't find nope: NXDOMAIN\n\n[1]"],
    ['nc -z -v web 80', 'web (10.96.0.10:80) open\n'],
    ['nc -z web 8080', '[1]'],
    ['nc -zv web 8080', 'nc: web (10.96.0.10:8080): Connection refused\n[1]'],
  ])('%s', (script, printed) => {
    expect(runScript(busybox, script, { network })).toBe(printed);
  });

  it.each([
    ['curl web', 'GET /\n'],
    ['curl -s -o /dev/null -w "%{http_code}\\n" web/nowhere', '404\n'],
    ['curl -sf web/nowhere', '[22]'],
    ['curl -L web/moved', 'GET /\n'],
    ['curl -X PUT -d a=1 -d b=2 web/x', 'PUT /x a=1&b=2\n'],
    ['curl -i web', 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nGET /\n'],
    ['curl nope', 'curl: (6) Could not resolve host: nope\n[6]'],
    ['curl web:8080', 'curl: (7) Failed to connect to web port 8080 after 2 ms: Could not connect to server\n[7]'],
    ['curl -m 3 slow', 'curl: (28) Connection timed out after 3000 milliseconds\n[28]'],
    ['curl -s slow || echo down', 'down\n'],
  ])('%s', (script, printed) => {
    expect(runScript(image('curlimages/curl'), script, { network })).toBe(printed);
  });
});
