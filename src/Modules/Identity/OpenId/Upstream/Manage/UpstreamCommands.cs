using System.Globalization;
using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.OpenId.Upstream.Connect;
using Guotu.Identity.OpenId.Upstream.Store;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Microsoft.IdentityModel.Tokens;

namespace Guotu.Identity.OpenId.Upstream.Manage;

/// <summary>The security administrator sets the city's provider, and says which of its people is which account (市级统一登录的管理).</summary>
internal sealed class UpstreamCommands(IUnitsOfWork units, Upstreams upstreams, UpstreamLogins logins, Bindings bindings, Accounts accounts, Clearances clearances, NodeSettings node)
{
    /// <summary>Algorithms of key pairs alone: with a shared secret whoever checks could also sign.</summary>
    private static readonly string[] Known = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    public Task<Result> SetAsync(CommandContext context, UpstreamBody wanted, CancellationToken ct) => units.RunAsync(
        context,
        async Task<Result> (work, token) =>
        {
            var found = await upstreams.FindAsync(work, token);
            if ((found.Error ?? Breach(wanted)) is { } refused)
            {
                return refused;
            }

            // The secret is never shown, so that the page sends none where it stays; what was given to one provider is not shown to another.
            var kept = found.Value is { } known && known.Row.IssuerText == wanted.Issuer ? known.Secret : null;
            if ((string.IsNullOrEmpty(wanted.Secret) ? kept : wanted.Secret) is not { } secret)
            {
                return Invalid("secret", "缺对方给的密钥");
            }

            var row = RowOf(work, wanted);
            work.Audit(new AuditEntry(UpstreamKinds.Settings, "upstream", "1", $"市级统一登录:{row.IssuerText},{(row.IsEnabled ? "启用" : "停用")}")
            {
                Before = found.Value is { } before ? Recorded(before.Row) : null,
                After = Recorded(row),
            });
            return await upstreams.WriteAsync(work, new UpstreamSettings(row, secret), token);
        },
        ct);

    public Task<Result> RemoveAsync(CommandContext context, CancellationToken ct) => units.RunAsync(
        context,
        async Task<Result> (work, token) =>
        {
            var found = await upstreams.FindAsync(work, token);
            if (found.Error is { } tampered)
            {
                return tampered;
            }

            if (found.Value is not { } settings || !await upstreams.RemoveAsync(work, token))
            {
                return new Error(UpstreamErrors.NotOffered);
            }

            work.Audit(new AuditEntry(UpstreamKinds.Remove, "upstream", "1", $"移除市级统一登录:{settings.Row.IssuerText}") { Before = Recorded(settings.Row) });
            return Result.Done;
        },
        ct);

    public Task<Result> BindPersonAsync(CommandContext context, BindingBody wanted, CancellationToken ct) => units.RunAsync(
        context,
        async Task<Result> (work, token) =>
        {
            if (wanted.Account is null || wanted.Subject is null)
            {
                return new Error(UpstreamErrors.CannotBind, ("reason", "要写登录名和市级身份标识"));
            }

            var settings = await upstreams.FindAsync(work, token);
            var found = settings.IsSuccess ? await accounts.FindAsync(work, wanted.Account, token) : settings.Error!;
            if (found.Error is { } tampered)
            {
                return tampered;
            }

            return settings.Value is not { } upstream ? new Error(UpstreamErrors.NotOffered)
                : found.Value is not { } person ? new Error(KernelErrors.NotFound, ("what", "账号"))
                : await StoreAsync(work, upstream.Row.IssuerText, person, wanted, token);
        },
        ct);

    public Task<Result> UnbindAsync(CommandContext context, string account, CancellationToken ct) => units.RunAsync(
        context,
        async Task<Result> (work, token) =>
        {
            var found = await accounts.FindAsync(work, account, token);
            if (found.Error is { } tampered)
            {
                return tampered;
            }

            if (found.Value is not { } person || !await bindings.DeleteAsync(work, person.UserId, token))
            {
                return new Error(KernelErrors.NotFound, ("what", "市级身份的对应"));
            }

            if ((await logins.EndAllAsync(work, person.UserId, token)).Error is { } unwritten)
            {
                return unwritten;
            }

            work.Audit(new AuditEntry(UpstreamKinds.Unbind, "account", person.UserId.ToString(CultureInfo.InvariantCulture), $"解除 {person.AccountName} 的市级身份"));
            return Result.Done;
        },
        ct);

    private async Task<Result> StoreAsync(IUnitOfWork work, string issuer, AccountRow person, BindingBody wanted, CancellationToken ct)
    {
        var administers = await clearances.AdministersAsync(work, person, ct);
        var (taken, other) = (await bindings.OfSubjectAsync(work, issuer, wanted.Subject, ct), await bindings.OfUserAsync(work, person.UserId, ct));
        if ((administers.Error ?? taken.Error ?? other.Error ?? NoOneGrantsToThemselves.Breach(work.Context.Actor.UserId, person.UserId)) is { } refused)
        {
            return refused;
        }

        var reason = administers.Value ? "管理员的账号只能用本平台的登录"
            : wanted.Subject is not { Length: > 0 and <= 255 } || wanted.Subject.Any(char.IsControl) ? "市级身份标识要有 1 到 255 个字符"
            : string.IsNullOrWhiteSpace(wanted.Reason) || wanted.Reason.Length > 200 ? "要写依据,不超过 200 字"
            : taken.Value is not null ? "这个市级身份已经对应了一个账号"
            : other.Value is not null ? "这个账号已经对应了市级身份,先解除"
            : null;
        if (reason is not null)
        {
            return new Error(UpstreamErrors.CannotBind, ("reason", reason));
        }

        var row = new BindingRow
        {
            UserId = person.UserId,
            IssuerText = issuer,
            SubjectText = wanted.Subject,
            SubjectDigest = BindingRow.DigestOf(issuer, wanted.Subject),
            ReasonText = wanted.Reason.Trim(),
            BoundBy = work.Context.Actor.UserId,
            BoundUtc = work.At,
        };
        work.Audit(new AuditEntry(UpstreamKinds.Bind, "account", person.UserId.ToString(CultureInfo.InvariantCulture), $"{person.AccountName} 对应市级身份 {wanted.Subject}:{row.ReasonText}"));
        return await bindings.InsertAsync(work, row, ct);
    }

    private Error? Breach(UpstreamBody wanted) =>
        string.IsNullOrWhiteSpace(wanted.Name) || wanted.Name.Length > 60 ? Invalid("name", "名称要有 1 到 60 字")
        : wanted.Issuer is not { Length: <= 400 } || wanted.Issuer.Contains('?', StringComparison.Ordinal) ? Invalid("issuer", "签发者不能长过 400 个字符,不能带参数")
        : string.IsNullOrWhiteSpace(wanted.ClientId) || wanted.ClientId.Length > 200 ? Invalid("clientId", "client_id 要有 1 到 200 个字符")
        : wanted.Secret?.Length > 500 ? Invalid("secret", "密钥不能长过 500 个字符")
        : wanted.Algorithms is not { Count: > 0 } || wanted.Algorithms.Except(Known).Any() ? Invalid("algorithms", "算法是 " + string.Join("、", Known) + " 中的一种或几种")
        : wanted.CountsSecond && !node.UpstreamCountsSecond ? Invalid("countsSecond", "要由系统管理员先在 node.json 写上 upstreamCountsSecond 并重启,两人各做一步")
        : UpstreamHostIsListed.Breach(wanted.Issuer, node.UpstreamHosts) is { } notListed ? notListed with { Field = "issuer" }
        : null;

    private static UpstreamRow RowOf(IUnitOfWork work, UpstreamBody wanted) => new()
    {
        UpstreamName = wanted.Name.Trim(),
        IssuerText = wanted.Issuer,
        ClientCode = wanted.ClientId,
        AlgorithmsText = string.Join(' ', Known.Where(wanted.Algorithms.Contains)),
        CountsSecond = wanted.CountsSecond,
        IsEnabled = wanted.Enabled,
        ChangedBy = work.Context.Actor.UserId,
        ChangedUtc = work.At,
    };

    private static string Recorded(UpstreamRow row) => JsonSerializer.Serialize(new
    {
        issuer = row.IssuerText,
        client = row.ClientCode,
        algorithms = row.AlgorithmsText,
        countsSecond = row.CountsSecond,
        enabled = row.IsEnabled,
    });

    private static Error Invalid(string field, string reason) => new(UpstreamErrors.SettingsInvalid, ("reason", reason)) { Field = field };
}

/// <summary>Which of the city's people is which account.</summary>
internal sealed record BindingBody(string Account, string Subject, string Reason);
