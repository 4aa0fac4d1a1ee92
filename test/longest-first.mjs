// The order of a whole run: folders whose files take minutes at full size come first, so that no worker is left alone with one of them
// at the end. Within a folder Jest's own order stays: what took long or failed last time, and the larger files where it does not know.
import Sequencer from "@jest/test-sequencer";

const longest = [
  "layouts",
  "pipelines",
  "examples",
  "backends",
  "host",
  "engine",
  "crash",
  "properties",
  "others",
  "histories",
  "lost-answers",
  "service",
].map((name) => `/test/${name}/`);

const rank = ({ path }) => {
  const at = longest.findIndex((folder) => path.includes(folder));
  return at === -1 ? longest.length : at;
};

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
}
