/** Other images of Docker's library and well-known makers: they run and listen, their work is not simulated. */
import type { CatalogueEntry } from '../catalogue';
import { listening } from '../programs/listening';
import { quiet } from '../programs/quiet';

type Listed = readonly [name: string, http?: readonly number[], others?: readonly number[]];

const LIBRARY: readonly Listed[] = [
  ['adminer', [8080]],
  ['almalinux'],
  ['amazoncorretto'],
  ['amazonlinux'],
  ['arangodb', [8529]],
  ['archlinux'],
  ['caddy', [80], [443]],
  ['cassandra', [], [9042, 7000]],
  ['centos'],
  ['clojure'],
  ['composer'],
  ['consul', [8500]],
  ['couchbase', [8091]],
  ['couchdb', [5984]],
  ['dart'],
  ['docker'],
  ['drupal', [80]],
  ['eclipse-mosquitto', [], [1883]],
  ['eclipse-temurin'],
  ['elasticsearch', [9200], [9300]],
  ['elixir'],
  ['erlang'],
  ['fedora'],
  ['flink', [8081]],
  ['fluentd', [], [24_224]],
  ['gcc'],
  ['ghost', [2368]],
  ['golang'],
  ['gradle'],
  ['groovy'],
  ['haproxy', [80]],
  ['haskell'],
  ['influxdb', [8086]],
  ['jenkins', [8080], [50_000]],
  ['jetty', [8080]],
  ['joomla', [80]],
  ['julia'],
  ['kibana', [5601]],
  ['kong', [8000, 8001]],
  ['logstash', [9600], [5044]],
  ['maven'],
  ['mediawiki', [80]],
  ['memcached', [], [11_211]],
  ['nats', [8222], [4222, 6222]],
  ['neo4j', [7474], [7687]],
  ['nextcloud', [80]],
  ['openjdk'],
  ['oraclelinux'],
  ['photon'],
  ['php'],
  ['phpmyadmin', [80]],
  ['r-base'],
  ['rabbitmq', [15_672], [5672]],
  ['redmine', [3000]],
  ['registry', [5000]],
  ['rockylinux'],
  ['ruby'],
  ['rust'],
  ['solr', [8983]],
  ['sonarqube', [9000]],
  ['swift'],
  ['telegraf', [], [8125]],
  ['tomcat', [8080]],
  ['tomee', [8080]],
  ['traefik', [80]],
  ['vault', [8200]],
  ['varnish', [80]],
  ['wordpress', [80]],
  ['zookeeper', [8080], [2181]],
];

const OTHERS: readonly Listed[] = [
  ['docker.io/grafana/grafana', [3000]],
  ['docker.io/grafana/loki', [3100]],
  ['docker.io/prom/prometheus', [9090]],
  ['docker.io/prom/alertmanager', [9093]],
  ['docker.io/jenkins/jenkins', [8080], [50_000]],
  ['docker.io/hashicorp/vault', [8200]],
  ['docker.io/hashicorp/consul', [8500]],
  ['docker.io/bitnami/nginx', [8080]],
  ['docker.io/bitnami/redis', [], [6379]],
  ['docker.io/bitnami/mysql', [], [3306]],
  ['docker.io/bitnami/postgresql', [], [5432]],
  ['docker.io/minio/minio', [9000, 9001]],
  ['docker.io/portainer/portainer-ce', [9000]],
  ['docker.io/gitea/gitea', [3000]],
];

/** Images that are a system or a language: a shell, and over. */
const SHELLS_ONLY =
  /^(?:almalinux|amazonlinux|archlinux|centos|fedora|oraclelinux|photon|rockylinux|eclipse-temurin|amazoncorretto|openjdk|golang|gcc|rust|ruby|php|maven|gradle)$/;

function entry(repository: string, [name, http = [], others = []]: Listed): CatalogueEntry {
  const program = name.split('/').at(-1) ?? name;
  const isServer = http.length + others.length > 0;
  const tool = isServer ? listening(program, http, others) : quiet;
  return {
    repository,
    tags: 'any',
    base: 'debian',
    megabytes: 140,
    ...(SHELLS_ONLY.test(program) ? { cmd: ['bash'] } : { tools: { [program]: tool }, cmd: [program] }),
    exposedPorts: [...http, ...others],
  };
}

export const OFFICIAL: readonly CatalogueEntry[] = [
  ...LIBRARY.map((listed) => entry(`docker.io/library/${listed[0]}`, listed)),
  ...OTHERS.map((listed) => entry(listed[0], listed)),
];
