/** Under load six of six runs of the units stood still at their start, until each process was answered by itself. */
import { expect, test } from "@jest/globals";
import { type Channel, channelOf } from "../plain-channel.ts";

/** As the runner has it: whoever asks, everyone on the list is answered, and the list is empty. */
function sharedByAll(): Channel {
  const listed = new Set<(message: unknown) => void>();
  return {
    onMessage: (listener) => void listed.add(listener),
    postMessage() {
      for (const listener of listed) listener("settings");
      listed.clear();
    },
  };
}

test("a process that asks is answered, although its sibling asked before it", () => {
  const shared = sharedByAll();
  const heard: string[] = [];
  const [first, second] = ["first", "second"].map((name) => {
    const channel = channelOf(shared);
    channel.onMessage(() => heard.push(name));
    return channel;
  });
  first?.postMessage("settings, please");
  expect(heard).toEqual(["first"]);
  second?.postMessage("settings, please");
  expect(heard).toEqual(["first", "second"]);
});
