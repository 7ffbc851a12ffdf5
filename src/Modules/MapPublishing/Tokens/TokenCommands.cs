using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Guotu.Crypto;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.MapPublishing.Tokens;

/// <summary>Tokens of desktop programs (桌面软件令牌): made and revoked by their holder, withdrawn by the security administrator.</summary>
internal sealed class TokenCommands(IUnitsOfWork units, TokenTable table, IPeople people, IIdSource ids, IRandomSource random, IClock clock)
{
    public const string CreateKind = "mappublishing.token.create";
    public const string RevokeKind = "mappublishing.token.revoke";
    public const string WithdrawKind = "mappublishing.token.withdraw";
    private const int MostOfAPerson = 10;
    private const int LongestDays = 365;
    private const int LongestName = 60;
    private const int MostAddresses = 10;
    private const int SecretBytes = 32;

    public async Task<IReadOnlyList<MapTokenView>> OfAsync(long userId, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await ViewsAsync(await TokenTable.OfUserAsync(session, userId, ct), ct);
    }

    public async Task<IReadOnlyList<MapTokenView>> AllAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await ViewsAsync(await TokenTable.AllAsync(session, ct), ct);
    }

    /// <summary>A repeated request makes no second token; its answer is not kept, so that no secret is.</summary>
    public Task<Result<MapTokenMade>> CreateAsync(CommandContext context, MapTokenBody wanted, CancellationToken ct)
    {
        var secret = NewSecret();
        return units.RunAsync(
            context with { RequestId = null },
            async Task<Result<MapTokenMade>> (work, token) =>
            {
                var actor = work.Context.Actor;
                if (Breach(wanted) is { } breach)
                {
                    return breach;
                }

                var valid = (await TokenTable.OfUserAsync(work, actor.UserId, token)).Count(t => t.IsValidAt(work.At));
                if (valid >= MostOfAPerson)
                {
                    return new Error(PublishingErrors.TooManyTokens, ("count", valid));
                }

                var row = new TokenRow
                {
                    TokenId = ids.Next(),
                    UserId = actor.UserId,
                    TokenName = wanted.Name.Trim(),
                    TokenDigest = TokenTable.DigestOf(secret),
                    AddressList = wanted.Addresses is { Count: > 0 } given ? string.Join(',', given.Select(a => IPAddress.Parse(a).ToString())) : null,
                    CreatedUtc = work.At,
                    ExpiresUtc = work.At.Plus(TimeSpan.FromDays(wanted.Days)),
                };
                work.Audit(Entry(CreateKind, row.TokenId, string.Create(CultureInfo.InvariantCulture, $"新建桌面软件令牌,{wanted.Days} 天有效")));
                return (await table.InsertAsync(work, row, token)).Error is { } refused ? refused : new MapTokenMade(ViewOf(row, actor.Name), secret);
            },
            ct);
    }

    /// <summary>Of the holder's own; another's does not exist.</summary>
    public Task<Result> RevokeAsync(CommandContext context, long id, CancellationToken ct) => EndAsync(context, id, (row, actor) => row.UserId == actor.UserId, ct);

    /// <summary>Of anybody's.</summary>
    public Task<Result> WithdrawAsync(CommandContext context, long id, CancellationToken ct) => EndAsync(context, id, (_, _) => true, ct);

    private static AuditEntry Entry(string kind, long id, string summary) => new(kind, "map-token", id.ToString(CultureInfo.InvariantCulture), summary);

    private static Error? Breach(MapTokenBody wanted) =>
        string.IsNullOrWhiteSpace(wanted.Name) || wanted.Name.Trim().Length > LongestName ? Invalid("name", $"名称要有 1 到 {LongestName} 字")
        : wanted.Days is < 1 or > LongestDays ? Invalid("days", $"有效天数是 1 到 {LongestDays}")
        : wanted.Addresses is { Count: > MostAddresses } || wanted.Addresses?.Any(a => a.Length > 45 || !IPAddress.TryParse(a, out _)) == true
            ? Invalid("addresses", $"地址要是 IP 地址,至多 {MostAddresses} 个")
            : null;

    private static Error Invalid(string field, string reason) => new(KernelErrors.FieldInvalid, ("reason", reason)) { Field = field };

    private Task<Result> EndAsync(CommandContext context, long id, Func<TokenRow, Actor, bool> may, CancellationToken ct) => units.RunAsync(
        context,
        async Task<Result> (work, token) =>
        {
            if (await table.FindAsync(work, id, token) is not { } row || !may(row, work.Context.Actor))
            {
                return new Error(KernelErrors.NotFound, ("what", "令牌"));
            }

            work.Audit(Entry(context.CommandName, id, "收回桌面软件令牌"));
            return row.RevokedUtc is null ? await table.UpdateAsync(work, row.Revoked(work.At), token) : Result.Done;
        },
        ct);

    private string NewSecret()
    {
        Span<byte> bytes = stackalloc byte[SecretBytes];
        random.Fill(bytes);
        var secret = TokenCallers.Prefix + Base64Url.Encode(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return secret;
    }

    private async Task<IReadOnlyList<MapTokenView>> ViewsAsync(IReadOnlyList<TokenRow> rows, CancellationToken ct)
    {
        var names = await people.NamesAsync([.. rows.Select(r => r.UserId).Distinct()], ct);
        return [.. rows.Select(r => ViewOf(r, names.GetValueOrDefault(r.UserId, string.Empty)))];
    }

    private MapTokenView ViewOf(TokenRow row, string person) => new(
        row.TokenId, row.TokenName, person, row.Addresses, row.CreatedUtc, row.ExpiresUtc, row.RevokedUtc is not null, row.IsValidAt(clock.Now));
}
