/** One case: another person acts just before a request of the update arrives, and then the program is brought to its end. */
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import type { Dialects } from "../crash/cutting.ts";
import { play, type Scene } from "../crash/scene.ts";
import type { OtherAct } from "./acts.ts";
import { type Begun, begin, programOf, updated } from "./begun.ts";
import { followed } from "./instructions.ts";
import { brokenPromises, untrueState } from "./promises.ts";

export interface Ended {
  readonly complaints: readonly string[];
  /** Whether somebody had to write a line. */
  readonly byPerson: boolean;
}

/** The requests of an update that nobody disturbs. */
export async function quietRun(
  dialects: Dialects,
): Promise<readonly { readonly operation: string; readonly change: boolean }[]> {
  return onBegun(dialects, async ({ scene, since }) => {
    const { errors } = await play(scene, programOf(updated));
    if (errors.length > 0) throw new Error(errors.join("; "));
    return scene.world.simulator.ledger().calls.filter((c) => c.seq > since);
  });
}

export async function disturbed(other: OtherAct, nth: number, dialects: Dialects): Promise<Ended> {
  return onBegun(dialects, async (begun) => {
    const { simulator, clock } = begun.scene.world;
    simulator.fault({ nth, effect: { act: other.act(begun) } });
    const first = await play(begun.scene, programOf(updated));
    const isMet = simulator.ledger().calls.some((c) => c.fault !== undefined);
    simulator.clearFaults();
    clock.advance(60_000);
    const { errors, byPerson, volumes } = await broughtToAnEnd(begun.scene, first.ok);
    const complaints = [
      ...(isMet ? [] : ["the update never came to this request"]),
      ...errors,
      ...(byPerson !== undefined && other.asks?.test(byPerson) !== true ? [`a person is asked: ${byPerson}`] : []),
      ...defects(first.errors),
      ...brokenPromises(begun, other),
      ...(errors.length === 0 ? await unquiet(begun, volumes) : []),
    ];
    return { complaints, byPerson: byPerson !== undefined };
  });
}

async function onBegun<T>(dialects: Dialects, work: (begun: Begun) => Promise<T>): Promise<T> {
  const begun = await begin(dialects);
  try {
    return await work(begun);
  } finally {
    await begun.scene.world.close();
  }
}

type Volumes = Readonly<Record<string, Plain>>;

interface End {
  readonly errors: readonly string[];
  readonly volumes: Volumes;
  /** What the person was told. */
  readonly byPerson?: string;
}

const mostLines = 3;

/** The same program again, then after a refresh, then with the lines that the errors name. */
async function broughtToAnEnd(scene: Scene, isQuiet: boolean): Promise<End> {
  let volumes: Volumes = updated;
  let byPerson: string | undefined;
  const told = () => (byPerson === undefined ? {} : { byPerson });
  if ((await play(scene, programOf(volumes))).ok && isQuiet) await scene.stack.refresh();
  for (let line = 0; line <= mostLines; line += 1) {
    await scene.stack.refresh();
    const { ok, errors } = await play(scene, programOf(volumes));
    if (ok) return { errors: [], volumes, ...told() };
    const next = followed(volumes, errors);
    if (next === undefined) return { errors: [`nobody can follow: ${errors.join("; ")}`], volumes, ...told() };
    byPerson = errors.join("; ");
    volumes = next;
  }
  return { errors: ["following the words leads nowhere"], volumes, ...told() };
}

const defects = (errors: readonly string[]): string[] =>
  errors.filter((e) => /TypeError|ReferenceError|undefined|\[object|NaN|Cannot read/.test(e));

async function unquiet(begun: Begun, volumes: Volumes): Promise<string[]> {
  const { stack } = begun.scene;
  await stack.refresh();
  const again = await stack.refresh();
  const { did, errors } = await stack.preview(programOf(volumes));
  return [
    ...again.did.map((line) => `a second refresh says ${line}`),
    ...[...did, ...errors].map((line) => `the next preview says ${line}`),
    ...untrueState(begun),
  ];
}
