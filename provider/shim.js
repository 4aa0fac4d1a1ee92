export function shim(kind) {
  return {
    configure(req) {
      this.config = req.config;
      return Promise.resolve();
    },
    async check(olds, news) {
      return (await import("pulumi-huaweicloud-workspace/runtime")).run(kind, "check", this.config, [olds, news]);
    },
    async diff(id, olds, news) {
      return (await import("pulumi-huaweicloud-workspace/runtime")).run(kind, "diff", this.config, [id, olds, news]);
    },
    async create(inputs) {
      return (await import("pulumi-huaweicloud-workspace/runtime")).run(kind, "create", this.config, [inputs]);
    },
    async read(id, props) {
      return (await import("pulumi-huaweicloud-workspace/runtime")).run(kind, "read", this.config, [id, props]);
    },
    async update(id, olds, news) {
      return (await import("pulumi-huaweicloud-workspace/runtime")).run(kind, "update", this.config, [id, olds, news]);
    },
    async delete(id, props) {
      return (await import("pulumi-huaweicloud-workspace/runtime")).run(kind, "delete", this.config, [id, props]);
    },
  };
}
