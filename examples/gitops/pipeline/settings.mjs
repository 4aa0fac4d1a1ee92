// Before anything else: is every setting there that the pipeline needs? Names each one that is missing, and where it is set.

const where = () => {
  const { GITHUB_ACTIONS, GITLAB_CI, JENKINS_URL } = process.env;
  if (GITHUB_ACTIONS)
    return "in the repository's Settings → Secrets and variables → Actions (or in the job's environment)";
  if (GITLAB_CI)
    return "in the project's Settings → CI/CD → Variables, masked, and protected if only `main` may have it";
  if (JENKINS_URL) return "as a credential of Jenkins with this id: see `environment` in the Jenkinsfile";
  return "in the environment";
};

/** What each is for. One of the names in a group is enough. */
const needed = [
  [["PULUMI_STACK"], "the stack that is worked on, such as prod"],
  [["PULUMI_BACKEND_URL", "PULUMI_ACCESS_TOKEN"], "where the state is kept, or the token of Pulumi Cloud"],
  [
    ["PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE", "PULUMI_ACCESS_TOKEN"],
    "what the stack's secrets are encrypted with",
  ],
  [["HW_REGION_NAME"], "the region, such as ap-southeast-1"],
  [["HW_ACCESS_KEY"], "the access key of the user that this job acts as"],
  [["HW_SECRET_KEY"], "the secret of that access key"],
];

// A secret that does not exist is an empty text in most pipelines, and a line break is what pasting leaves behind.
const isSet = (name) => (process.env[name] ?? "").trim() !== "";
const isPadded = (name) => isSet(name) && process.env[name] !== process.env[name].trim();

const missing = needed.filter(([names]) => !names.some(isSet));
const padded = needed.flatMap(([names]) => names.filter(isPadded));

for (const [names, what] of missing) console.error(`${names.join(" or ")} is not set: ${what}. Set it ${where()}.`);
for (const name of padded)
  console.error(`${name} begins or ends with a space or a line break: set it again without, ${where()}.`);
if (missing.length > 0)
  console.error("A pull request from a fork gets no secrets: a colleague has to push its branch to this repository.");
if (missing.length + padded.length > 0) process.exit(1);
console.log("Every setting is there.");
