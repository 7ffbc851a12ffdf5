using Guotu.Audit.ShowStatus;
using Guotu.Hosting.Watching;
using Guotu.Identity.Contracts;
using Guotu.OneMap.WatchLayers;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Cli.Examining;

/// <summary>What is in the node: accounts, audit, outbox, layers.</summary>
internal sealed class ContentChecks(IServiceProvider services)
{
    private static readonly (string Post, string Name)[] Administrators =
        [(PostCodes.SystemAdministrator, "系统管理员"), (PostCodes.SecurityAdministrator, "安全保密管理员"), (PostCodes.Auditor, "安全审计员")];

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct)
    {
        var accounts = await services.GetRequiredService<IAccountAdministration>().ListAsync(ct);
        return
        [
            Accounts(accounts), .. await SeenAsync<TrailState>(ct), await new CertificateChecks(services).RunAsync(ct), .. await SeenAsync<OutboxState>(ct),
            .. await SeenAsync<LayersState>(ct),
        ];
    }

    /// <summary>What the monitoring of the running node looks at too, by the same code.</summary>
    private async Task<IEnumerable<Finding>> SeenAsync<TSource>(CancellationToken ct)
        where TSource : class, IStateSource => (await services.GetRequiredService<TSource>().LookAsync(ct)).Select(Finding.Of);

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
}
