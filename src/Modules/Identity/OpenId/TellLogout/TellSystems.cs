using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Identity.OpenId.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.TellLogout;

/// <summary>Tells systems that a session ended (通知各系统退出): a logout, a remote logout, a disabled account. Each notice goes until it is taken, or for some hours.</summary>
internal sealed class TellSystems(
    IUnitsOfWork units, Providers providers, Clients clients, NoticeAddresses addresses, LogoutNotices notices, LogoutTokens tokens, NoticeConnection connection, IClock clock)
{
    /// <summary>Answers how many were tried.</summary>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await notices.GatherAsync(ct);
        var due = await notices.ClaimAsync(ct);
        // At once: one system that is away does not keep the others waiting.
        await Task.WhenAll(due.Select(d => TellAsync(d, ct)));
        return due.Count;
    }

    private async Task TellAsync(NoticeDue due, CancellationToken ct)
    {
        var (client, refusal) = await SendAsync(due, ct);
        if (refusal is not null && due.AttemptCount + 1 < LogoutNotices.Most)
        {
            await notices.PostponeAsync(due, refusal, ct);
            return;
        }

        var context = new CommandContext(new Actor(0, "?", "?", 0, "openid", "local"), DataScope.WholeNode, OpenIdKinds.Notice) { ObjectType = "openid-client" };
        await units.RunAsync(
            context,
            async Task<Result> (work, token) =>
            {
                var ended = refusal is null ? await LogoutNotices.ToldAsync(work, due, token) : await LogoutNotices.GiveUpAsync(work, due, refusal.Reason, token);
                if (ended == 1)
                {
                    var what = refusal is null ? "已通知" : $"通知 {LogoutNotices.Most} 次没有成功({refusal.Reason}):";
                    work.Audit(new AuditEntry(
                        OpenIdKinds.Notice, "openid-client", due.ClientKey.ToString(CultureInfo.InvariantCulture), $"{what} {client ?? "—"} 会话 {due.SessionId.ToString(CultureInfo.InvariantCulture)} 已结束"));
                }

                return Result.Done;
            },
            ct);
    }

    /// <summary>Code of the system, and null or why it was not told.</summary>
    private async Task<(string? Client, NotTold? Refusal)> SendAsync(NoticeDue due, CancellationToken ct)
    {
        var prepared = await PrepareAsync(due, ct);
        return (prepared.Client, prepared.Why is { } why ? new NotTold(why, IsAway: true) : await connection.PostAsync(prepared.Address, prepared.Token, ct));
    }

    /// <summary>No connection to the database is held over what is sent.</summary>
    private async Task<Prepared> PrepareAsync(NoticeDue due, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var (client, address, issuer) = (await clients.FindAsync(session, due.ClientKey, ct), await addresses.FindAsync(session, due.ClientKey, ct), await providers.IssuerAsync(session, ct));
        var code = client.IsSuccess ? client.Value?.ClientCode : null;
        if (client.Error is not null || client.Value is not { IsEnabled: true } system)
        {
            return Not(code, client.Error is null ? "系统已停用" : "系统的登记被改动");
        }

        if (address.Error is not null || address.Value is not { } to)
        {
            return Not(code, address.Error is null ? "没有登记通知地址" : "通知地址被改动");
        }

        var token = issuer.Error is { } notProvided ? notProvided : await tokens.MakeAsync(session, new LogoutTold(issuer.Value, system, due, clock.Now), ct);
        return token.Error is null ? new Prepared(code, to.AddressText, token.Value, null) : Not(code, "单点登录没有启用或没有签名密钥");
    }

    private static Prepared Not(string? code, string why) => new(code, string.Empty, string.Empty, why);

    /// <summary>What is to be sent where.</summary>
    /// <param name="Client">Code of the system; null where its row does not say.</param>
    /// <param name="Why">Why nothing is sent; null where something is.</param>
    private sealed record Prepared(string? Client, string Address, string Token, string? Why);
}
