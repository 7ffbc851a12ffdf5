using Guotu.Audit.Collecting;
using Guotu.Audit.ShowStatus;
using Guotu.Database.Outbox;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Cli.Examining;

/// <summary>What is in the node: accounts, audit, outbox, layers.</summary>
internal sealed class ContentChecks(IServiceProvider services)
{
    private static readonly TimeSpan SealedLate = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SealedNoLonger = TimeSpan.FromDays(1);
    private static readonly TimeSpan SentLate = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan DeliveredLate = TimeSpan.FromMinutes(10);

    private static readonly (string Post, string Name)[] Administrators =
        [(PostCodes.SystemAdministrator, "系统管理员"), (PostCodes.SecurityAdministrator, "安全保密管理员"), (PostCodes.Auditor, "安全审计员")];

    private readonly IClock _clock = services.GetRequiredService<IClock>();

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct)
    {
        var trail = await services.GetRequiredService<TrailStatus>().ReadAsync(ct);
        var backlog = await OutboxBacklog.ReadAsync(services.GetRequiredService<IUnitsOfWork>(), ct);
        var accounts = await services.GetRequiredService<IAccountAdministration>().ListAsync(ct);
        var layers = await services.GetRequiredService<ILayerCatalogue>().StatesAsync(_clock.Today, ct);
        return [Accounts(accounts), Sealing(trail), Verification(trail), Collector(), await new CertificateChecks(services).RunAsync(ct), Outbox(backlog), Layers(layers)];
    }

    private static Finding Accounts(IReadOnlyList<AccountLine> accounts)
    {
        const string Name = "accounts";
        const string Title = "账号";
        if (accounts.Count == 0)
        {
            return Finding.Problem(Name, Title, "还没有账号", "guotu user setup 建账文件");
        }

        var tampered = accounts.Where(a => a.Standing == AccountStanding.Tampered).Select(a => a.Account).ToList();
        if (tampered.Count > 0)
        {
            return Finding.Problem(Name, Title, "在平台之外被改动:" + string.Join('、', tampered), "由安全审计员查明原因,再从备份恢复");
        }

        var able = accounts.Where(a => a.Standing == AccountStanding.Enabled).ToList();
        var vacant = Administrators.Where(p => !able.Any(a => a.Posts.Contains(p.Post))).Select(p => p.Name).ToList();
        return vacant.Count == 0
            ? Finding.Good(Name, Title, $"{accounts.Count} 个,启用 {able.Count} 个,三员齐备")
            : Finding.Problem(Name, Title, "没有能登录的" + string.Join('、', vacant), "三员由三个人分别担任,补齐");
    }

    private Finding Collector()
    {
        const string Name = "audit-collector";
        const string Title = "检查点外送";
        var sending = services.GetRequiredService<CheckpointSending>();
        if (!sending.IsConfigured)
        {
            return Finding.Notice(Name, Title, "没有配置日志服务器", "在 node.json 写明 auditCollector,见 docs/how-to/send-checkpoints.md");
        }

        var late = sending.LastSentUtc() is not { } last || _clock.Now.Minus(last) > SentLate;
        return sending.Waiting() == 0 ? Finding.Good(Name, Title, $"{sending.Where},已全部送出")
            : late ? Finding.Problem(Name, Title, $"{sending.Where},有检查点等待超过十分钟", "查日志服务器和网络;恢复后自动补送")
            : Finding.Good(Name, Title, $"{sending.Where},正在送出");
    }

    private static Finding Verification(TrailStatusView trail)
    {
        const string Name = "audit-verification";
        const string Title = "审计校验";
        return trail.LastVerification switch
        {
            null => Finding.Notice(Name, Title, "还没有校验过", "由安全审计员运行 guotu audit verify"),
            { Ok: false } bad => Finding.Problem(Name, Title, $"{bad.At.LocalDateTime:yyyy-MM-dd HH:mm} 发现 {bad.Findings} 处", "由安全审计员查明原因"),
            var good => Finding.Good(Name, Title, $"{good.At.LocalDateTime:yyyy-MM-dd HH:mm} 完整"),
        };
    }

    private static Finding Layers(IReadOnlyList<LayerState> layers)
    {
        var damaged = layers.Where(l => l.Damaged).Select(l => l.Definition.Name + " 的版本记录在平台之外被改动(guotu integrity check)");
        var missing = layers.Where(l => l.Current is null && !l.Damaged).Select(l => l.Definition.Name + " 缺失");
        var stale = layers.Where(l => l.Stale).Select(l => $"{l.Definition.Name} 过期(数据时点 {l.Current!.AsOf:yyyy-MM-dd})");
        var wrong = damaged.Concat(missing).Concat(stale).ToList();
        return wrong.Count == 0
            ? Finding.Good("layers", "图层", $"{layers.Count} 个图层都有现行版本,没有过期")
            : Finding.Problem("layers", "图层", string.Join(";", wrong) + "。用到它们的审查结论是不能确定", "用 guotu layer import 更新");
    }

    private Finding Sealing(TrailStatusView trail)
    {
        const string Name = "audit";
        const string Title = "审计封存";
        if (trail.OldestUnsealedAt is not { } oldest)
        {
            return Finding.Good(Name, Title, $"{trail.Records} 条全部封存");
        }

        var age = _clock.Now.Minus(oldest);
        var text = $"{trail.Records} 条中 {trail.Unsealed} 条未封存,最早的在 {oldest.LocalDateTime:yyyy-MM-dd HH:mm}";
        return age < SealedLate
            ? Finding.Good(Name, Title, text)
            : age < SealedNoLonger
                ? Finding.Notice(Name, Title, text, "平台停着时不封存;平台在运行而不封存,由安全审计员校验")
                : Finding.Problem(Name, Title, text, "启动平台;平台在运行而不封存,由安全审计员校验");
    }

    private Finding Outbox(OutboxBacklog backlog)
    {
        const string Name = "outbox";
        const string Title = "出件箱";
        if (backlog.Stuck > 0)
        {
            return Finding.Problem(Name, Title, $"{backlog.Stuck} 件多次投递不成,已停下", "查看 db_outbox 的 last_error,排除原因后重新投递");
        }

        if (backlog.OldestWaiting is not { } oldest)
        {
            return Finding.Good(Name, Title, "没有积压");
        }

        var text = $"{backlog.Waiting} 件待投递,最早的在 {oldest.LocalDateTime:yyyy-MM-dd HH:mm}";
        return _clock.Now.Minus(oldest) < DeliveredLate
            ? Finding.Good(Name, Title, text)
            : Finding.Notice(Name, Title, text, "平台停着时不投递;平台在运行而不投递,查看 db_outbox 的 last_error");
    }
}
