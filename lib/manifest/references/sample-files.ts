/** Files to tie in tests, and how they are tied. */
import { parseYaml } from '@/lib/yaml';
import { referencesOf, type References } from './index';

export type Files = Readonly<Record<string, string>>;

export function tiesOf(files: Files, applied?: readonly unknown[]): References {
  return referencesOf(
    Object.entries(files).map(([name, text]) => ({ name, read: parseYaml(text) })),
    applied,
  );
}

export function cursorIn(files: Files): [files: Files, file: string, offset: number] {
  const [file, text] = Object.entries(files).find(([, text]) => text.includes('|')) ?? ['', ''];
  return [{ ...files, [file]: text.replace('|', '') }, file, text.indexOf('|')];
}

export const secret = `apiVersion: v1
kind: Secret
metadata:
  name: mongo-secret
data:
  mongo-user: bW9uZ291c2Vy
  mongo-password: bW9uZ29wYXNzd29yZA==
`;

export function deployment(options: { env?: string; app?: string; ports?: string; namespace?: string } = {}): string {
  const { env = '', app = 'web', ports = '', namespace } = options;
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web${namespace === undefined ? '' : `\n  namespace: ${namespace}`}
spec:
  selector:
    matchLabels:
      app: ${app}
  template:
    metadata:
      labels:
        app: ${app}
    spec:
      containers:
        - name: web
          image: nginx:1.27
${ports}${env}`;
}

export function fromSecret(name: string, key: string, more = ''): string {
  return `          env:
            - name: USER
              valueFrom:
                secretKeyRef:
                  name: ${name}
                  key: ${key}
${more}`;
}

export const http = '          ports:\n            - name: http\n              containerPort: 8080\n';

export function service(app: string, ports = '    - port: 80\n      targetPort: 8080\n'): string {
  return `apiVersion: v1\nkind: Service\nmetadata:\n  name: web-service\nspec:\n  selector:\n    app: ${app}\n  ports:\n${ports}`;
}

export function ingress(port: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: front}
spec:
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web-service
                port: {number: ${port}}
`;
}
