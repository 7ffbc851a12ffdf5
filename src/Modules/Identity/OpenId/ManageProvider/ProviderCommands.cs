using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.OpenId.Rules;
using Guotu.Identity.OpenId.Store;
using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.ManageProvider;

/// <summary>The security administrator sets the platform's own address and replaces signing keys (单点登录的总设置).</summary>
internal sealed class ProviderCommands(IUnitsOfWork units, Providers providers, SigningKeys keys)
{
    private const string Object = "openid-provider";

    public Task<Result> SetAsync(CommandContext context, OpenIdProviderBody wanted, CancellationToken ct) => units.RunAsync(
        context,
        async Task<Result> (work, token) =>
        {
            var found = await providers.FindAsync(work, token);
            if ((found.Error ?? IssuerIsAnOrigin.Breach(wanted.Issuer)) is { } refused)
            {
                return refused;
            }

            var all = await keys.AllAsync(work, token);
            var made = all.Error is null && all.Value.Count == 0 ? (Result<SigningKeyRow>?)await keys.AddAsync(work, KeyChange.Rotate, token) : null;
            if ((all.Error ?? made?.Error) is { } unmade)
            {
                return unmade;
            }

            work.Audit(new AuditEntry(OpenIdKinds.Provider, Object, "1", $"单点登录:{wanted.Issuer},{(wanted.Enabled ? "启用" : "停用")}")
            {
                Before = found.Value is { } before ? Recorded(before.IssuerText, before.IsEnabled) : null,
                After = Recorded(wanted.Issuer, wanted.Enabled),
            });
            var row = new ProviderRow { IssuerText = wanted.Issuer, IsEnabled = wanted.Enabled, ChangedBy = work.Context.Actor.UserId, ChangedUtc = work.At };
            return await providers.WriteAsync(work, row, token);
        },
        ct);

    public Task<Result> ReplaceKeyAsync(CommandContext context, KeyChange change, CancellationToken ct) => units.RunAsync(
        context,
        async Task<Result> (work, token) =>
        {
            var found = await providers.FindAsync(work, token);
            if (found.Error is not null || found.Value is null)
            {
                return found.Error ?? new Error(OpenIdErrors.NotProvided);
            }

            var made = await keys.AddAsync(work, change, token);
            if (made.Error is { } refused)
            {
                return refused;
            }

            var how = change == KeyChange.Withdraw ? "旧密钥立即作废" : $"{made.Value.ActiveUtc.LocalDateTime:MM-dd HH:mm} 起使用";
            work.Audit(new AuditEntry(OpenIdKinds.Key, "openid-key", made.Value.Name, $"更换身份令牌签名密钥,{how}"));
            return Result.Done;
        },
        ct);

    private static string Recorded(string issuer, bool enabled) => JsonSerializer.Serialize(new { issuer, enabled });
}
