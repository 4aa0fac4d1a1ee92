/** The arguments that stand in the state after a failure: as far as they are true, and no consent that the program has taken back. */
import { describe, expect, test } from "@jest/globals";
import { type PartialDraft, trueBase, trueInputs } from "../../../provider/lifecycle/volume-set/partial-inputs.ts";
import { sas } from "../volumes/questions.ts";

const draft = (more: Partial<PartialDraft> = {}): PartialDraft => ({
  recorded: {},
  spent: {},
  volumeIds: {},
  origins: {},
  vanished: {},
  replacing: {},
  optionsHold: false,
  before: { inputs: { poolId: "p", timeouts: { update: "1h" } } },
  ...more,
});

test("the options are those of before, unless there was nothing before, or every call went through", () => {
  const news = { poolId: "p", timeouts: { update: "2h" } };
  const open = draft();
  expect(trueBase(open, news, { isCreation: false })).toBe(open.before.inputs);
  expect(trueBase(open, news, { isCreation: true })).toBe(news);
  expect(trueBase({ ...open, optionsHold: true }, news, { isCreation: false })).toBe(news);
});

describe("the arguments", () => {
  const both = { forceDestroy: true, allowReplace: true };

  test("have each disk as it was last proven, whatever the program wants, and the consents that were used", () => {
    const base = { poolId: "p", volumes: { data: sas(200) }, allowDataLoss: { data: "B" } };
    const proven = draft({ recorded: { data: sas() }, spent: { data: "A" } });
    expect(trueInputs(proven, base, {})).toStrictEqual({
      poolId: "p",
      volumes: { data: sas() },
      allowDataLoss: { data: "A" },
    });
    expect(trueInputs(draft(), base, {})).toStrictEqual({ poolId: "p", volumes: {} });
  });

  test("allow a destruction only where both programs do", () => {
    const of = (base: object, news: object) => trueInputs(draft(), { ...base }, { ...news });
    expect(of(both, both)).toStrictEqual({ ...both, volumes: {} });
    for (const [base, news] of [
      [both, {}],
      [{}, both],
      [both, { forceDestroy: false, allowReplace: false }],
      [{ forceDestroy: false, allowReplace: false }, both],
    ])
      expect(of({ ...base }, { ...news })).toStrictEqual({ volumes: {} });
    expect(of(both, { forceDestroy: true })).toStrictEqual({ forceDestroy: true, volumes: {} });
    expect(of(both, { allowReplace: true })).toStrictEqual({ allowReplace: true, volumes: {} });
  });

  test("leave out a disk that was missed, unless its key has one again: what is known of it stands elsewhere", () => {
    const recorded = { data: sas(), log: sas(50), gone: sas(40) };
    const vanished = { gone: "g", log: "h" };
    const { volumes } = trueInputs(draft({ recorded, vanished, volumeIds: { log: "y" } }), {}, {});
    expect(volumes).toEqual({ data: sas(), log: sas(50) });
  });
});
