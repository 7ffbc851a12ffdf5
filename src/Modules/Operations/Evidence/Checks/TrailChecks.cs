using Guotu.Hosting.Nodes;

namespace Guotu.Operations.Evidence.Checks;

/// <summary>审计校验: the whole trail is proved now.</summary>
internal sealed class AuditVerifiedCheck(RunFacts facts) : IEvidenceCheck
{
    private const int MostLines = 50;

    public string Code => "audit-verified";

    public string Title => "审计链校验";

    public string Command => "guotu audit verify";

    public async Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        var trail = await facts.TrailAsync(ct);
        return trail.Records == 0
            ? CheckOutcome.NotProved("还没有审计记录")
            : CheckOutcome.Of(trail.Findings.Count == 0, $"{trail.Records} 条,发现 {trail.Findings.Count} 处", [.. trail.Findings.Take(MostLines)]);
    }
}

/// <summary>审计内容: every record names instant, person, kind, object and outcome.</summary>
internal sealed class AuditFieldsCheck(RunFacts facts) : IEvidenceCheck
{
    public string Code => "audit-fields";

    public string Title => "审计记录要素齐全";

    public string Command => "guotu audit export";

    public async Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        var trail = await facts.TrailAsync(ct);
        return trail.Records == 0
            ? CheckOutcome.NotProved("还没有审计记录")
            : CheckOutcome.Of(trail.Incomplete == 0, $"{trail.Records} 条中缺要素的 {trail.Incomplete} 条", "要素:时刻、账号、姓名、机构、途径、地址、事项、对象、结果、错误代码、之前、之后");
    }
}

/// <summary>审计覆盖: logins, refusals and acts are there by kind.</summary>
internal sealed class AuditCoverageCheck(RunFacts facts) : IEvidenceCheck
{
    public string Code => "audit-coverage";

    public string Title => "审计覆盖登录、办理与被拒的行为";

    public string Command => "系统管理 → 审计";

    public async Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        var trail = await facts.TrailAsync(ct);
        string[] lines = [.. trail.Kinds.Select(k => $"{k.Kind} {k.Outcome} {k.Records}")];
        var login = trail.Kinds.Any(k => k.Kind == "identity.login");
        var refused = trail.Kinds.Any(k => k.Outcome == "refused");
        return login && refused
            ? CheckOutcome.Of(true, $"{trail.Kinds.Select(k => k.Kind).Distinct().Count()} 种事项,含登录和被拒的行为;业务表与审计的核对见审计链校验", lines)
            : CheckOutcome.NotProved($"{(login ? string.Empty : "还没有登录的记录;")}{(refused ? string.Empty : "还没有被拒行为的记录")}", lines);
    }
}

/// <summary>改动可发现: a real record, changed in memory, is told from the one that was written.</summary>
internal sealed class AuditTamperCheck(RunFacts facts) : IEvidenceCheck
{
    public string Code => "audit-tamper-noticed";

    public string Title => "改动一条审计记录能被发现";

    public string Command => "取一条真实记录,在内存里改一个字,再核对鉴别码";

    public async Task<CheckOutcome> RunAsync(CancellationToken ct) => (await facts.TrailAsync(ct)).EditIsNoticed switch
    {
        null => CheckOutcome.NotProved("还没有审计记录"),
        var noticed => CheckOutcome.Of(noticed.Value, noticed.Value ? "改一个字即不成立;平台没有删除或修改记录的功能" : "改动没有被发现"),
    };
}

/// <summary>审计留存: at least six months by law.</summary>
internal sealed class AuditRetentionCheck(RunFacts facts) : IEvidenceCheck
{
    private const int LeastDays = 180;

    public string Code => "audit-retention";

    public string Title => "审计留存六个月以上";

    public string Command => "node.json 的 auditRetentionDays";

    public async Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        var trail = await facts.TrailAsync(ct);
        return CheckOutcome.Of(
            trail.RetentionDays >= LeastDays,
            $"库内至少留存 {trail.RetentionDays} 天,之后移入归档文件,平台不删除归档",
            trail.Oldest is { } oldest ? $"最早的记录:{oldest}" : "还没有记录");
    }
}

/// <summary>审计文件: checkpoints and archives are their owner's alone.</summary>
internal sealed class AuditFilesCheck(NodeSettings node) : IEvidenceCheck
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Code => "audit-files";

    public string Title => "检查点与归档文件只有属主能读写";

    public string Command => "ls -l 节点目录/audit-checkpoints.jsonl 节点目录/audit-archive";

    public Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        string[] archives = Directory.Exists(node.AuditArchiveFolder) ? Directory.GetFiles(node.AuditArchiveFolder) : [];
        if (!File.Exists(node.CheckpointFile))
        {
            return Task.FromResult(CheckOutcome.NotProved("还没有检查点文件"));
        }

        var open = archives.Append(node.CheckpointFile).Where(f => (File.GetUnixFileMode(f) & ~Owner) != 0).Select(f => Path.GetFileName(f)).ToArray();
        return Task.FromResult(CheckOutcome.Of(open.Length == 0, open.Length == 0 ? $"检查点文件和 {archives.Length} 个归档文件" : "别人也能读写:" + string.Join('、', open)));
    }
}
