import { type ClientRefusal, clientRefusal, dryRunOf, judgeCreate, newCluster } from '@/lib/kube';
import { parseYaml } from '@/lib/yaml';
import { type Failure, printFailures, words } from './failure';
import type { JsonObject } from './json-object';
import { checkList, isListObject, itemsOf, listMappingProblem, type ListItem } from './list';

/** A dry run allocates nothing, so it accepts a node port out of range. */
const cluster = dryRunOf(newCluster);

export interface CreateResult {
  /** The exit status: 0 or 1. */
  readonly exit: number;
  /** A line for each object created, as `-o name` prints it: `deployment.apps/web`. */
  readonly stdout: string;
  readonly stderr: string;
  /** The objects as the server returns them. */
  readonly objects: readonly unknown[];
  /** Kinds met that are not judged yet, as `apps/v1/StatefulSet`: their objects count neither as created nor as refused. */
  readonly notJudged: readonly string[];
}

/**
 * `kubectl create --dry-run=server -o name -f FILE` for a file of this name and text. Models cli-runtime's visitors: a
 * document that can't be read or has no kind stops the run, a refused object does not; the errors come at the end, the
 * server's first.
 */
export function createFromText(text: string, file: string): CreateResult {
  const run = new Run(file);
  for (const document of parseYaml(text).documents) {
    if (document.fault) {
      run.failReading(`error parsing ${file}: ${document.fault.error}`);
      break;
    }
    if (document.value === null) continue;
    const json = document.isJson ? text.slice(document.range.start, document.range.end).trim() : undefined;
    if (!run.visit(document.value, json)) break;
  }
  return run.finish();
}

class Run {
  private readonly refusals: Failure[] = [];
  private readonly readingFailures: Failure[] = [];
  private readonly objects: unknown[] = [];
  private readonly notJudged: string[] = [];
  private readonly warnings = new Set<string>();
  private stdout = '';

  constructor(private readonly file: string) {}

  failReading(message: string): void {
    this.readingFailures.push(words(message));
  }

  /** Creates the object of one document, or those of a list; false where kubectl reads no further. */
  visit(manifest: unknown, json: string | undefined): boolean {
    const { file } = this;
    const refusal = clientRefusal(manifest, json === undefined ? { file, sorted: true } : { file, json });
    const invalid = refusal?.message.startsWith('error validating') ? refusal.message : this.listProblem(manifest);
    if (invalid !== undefined) {
      this.failReading(invalid);
      return false;
    }
    if (isListObject(manifest)) this.visitList(manifest, refusal);
    else if (!refusal) this.create(manifest);
    else if (refusal.message.startsWith('error when creating')) this.refusals.push(words(refusal.message));
    else this.failReading(refusal.message);
    return true;
  }

  private listProblem(manifest: unknown): string | undefined {
    const problem = checkList(manifest);
    if (problem === undefined) return undefined;
    const advice = 'if you choose to ignore these errors, turn validation off with --validate=false';
    return `error validating ${JSON.stringify(this.file)}: error validating data: ${problem}; ${advice}`;
  }

  private visitList(list: JsonObject, refusal: ClientRefusal | undefined): void {
    const file = JSON.stringify(this.file);
    const items = itemsOf(list);
    const unmapped = listMappingProblem(list);
    if (typeof items === 'string') this.failReading(`unable to decode ${file}: ${items}`);
    else if (refusal?.message.startsWith('unable to decode')) this.failReading(refusal.message);
    else if (unmapped === undefined) this.visitItems(items);
    else {
      const advice = 'ensure CRDs are installed first';
      this.failReading(`resource mapping not found for name: "" namespace: "" from ${file}: ${unmapped}\n${advice}`);
    }
  }

  private visitItems(items: readonly ListItem[]): void {
    if (items.some(({ manifest }) => isNestedList(manifest))) {
      return this.failReading('*unstructured.Unstructured is not a list: no Items field in this object');
    }
    const failures: Failure[] = [];
    for (const { manifest, problem } of items) {
      if (problem === undefined) this.create(manifest);
      else failures.push(words(problem));
    }
    if (failures.length > 0) this.readingFailures.push({ is: 'several', failures });
  }

  private create(manifest: unknown): void {
    const { file } = this;
    const judgement = judgeCreate(manifest, { sorted: true, cluster });
    if (judgement.verdict === 'not-judged') {
      this.notJudged.push(`${judgement.apiVersion}/${judgement.kind}`);
      return;
    }
    for (const warning of judgement.warnings) this.warnings.add(warning);
    const name = nameOf(judgement.verdict === 'accepted' ? judgement.object : manifest);
    if (judgement.verdict === 'accepted') {
      const { kind, group } = judgement.kind;
      this.stdout += `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}/${name}\n`;
      this.objects.push(judgement.object);
    } else if (judgement.stage === 'client') this.refusals.push(words(judgement.status.message));
    else this.refusals.push({ is: 'refusal', refusal: judgement, name, file });
  }

  finish(): CreateResult {
    const failures = [...this.refusals];
    if (this.readingFailures.length > 0) failures.push({ is: 'several', failures: this.readingFailures });
    const { stdout, objects, notJudged } = this;
    if (failures.length === 0 && objects.length === 0 && notJudged.length === 0) {
      failures.push(words('no objects passed to create'));
    }
    const warnings = [...this.warnings].map((warning) => `Warning: ${warning}\n`).join('');
    return {
      exit: failures.length > 0 ? 1 : 0,
      stdout,
      stderr: warnings + printFailures(failures),
      objects,
      notJudged,
    };
  }
}

function isNestedList(manifest: JsonObject): boolean {
  return Array.isArray(manifest['items']);
}

function nameOf(object: unknown): string {
  const metadata = field(object, 'metadata');
  const name = field(metadata, 'name');
  return typeof name === 'string' ? name : '';
}

function field(object: unknown, name: string): unknown {
  if (typeof object !== 'object' || object === null) return undefined;
  return Object.entries(object).find(([key]) => key === name)?.[1];
}
