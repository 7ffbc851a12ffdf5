using System.Globalization;
using System.Text.Json;
using Guotu.Crypto.Certificates;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Contracts;
using Guotu.Identity.ManageGrants;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Certificates;

/// <summary>
/// The security administrator binds certificates to accounts and takes them off (绑定与解除人员证书). What is bound was trusted at that moment; whether it
/// still is, each login judges anew. An administrator's certificate is bound and taken off by two, and nobody takes off the own one.
/// </summary>
internal sealed class BindCertificate(
    IUnitsOfWork units, Accounts accounts, GrantWriting grants, CertificateBindings bindings, TrustStore trust, NodeSettings node, IIdSource ids, IClock clock)
{
    public const string BindKind = "identity.certificate.bind";
    public const string UnbindKind = "identity.certificate.unbind";
    public const int MostOfOne = 4;

    private const string EndSessionsSql = "UPDATE id_session SET ended_utc = :p_now WHERE user_id = :p_user AND ended_utc IS NULL";

    public async Task<Result<CertificateLook>> LookAsync(ReadOnlyMemory<byte> given, CancellationToken ct)
    {
        var read = GivenCertificate.Read(given);
        if (read.Error is { } unreadable)
        {
            return unreadable;
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var material = await trust.ReadAsync(session, ct);
        return material.Error is { } tampered ? tampered : LookOf(read.Value, CertificateStandings.Refusal(read, material.Value, clock.Now));
    }

    /// <summary>Not called BindAsync: that name on a service of an endpoint is taken for a way to read the request.</summary>
    public async Task<Result<CertificateLook>> RunAsync(CommandContext context, NewCertificate wanted, CancellationToken ct)
    {
        var read = GivenCertificate.Read(wanted.Certificate);
        return await units.RunAsync<CertificateLook>(
            context,
            async (work, token) =>
            {
                var found = read.IsSuccess ? await CheckAsync(work, wanted.Account, read.Value, token) : read.Error!;
                return found.Error is { } refused ? refused
                    : await NeedsTwoAsync(work, found.Value, token) ? ControlErrors.NeedsSecondPerson(AdministratorCertificateOn.TheKind)
                    : await StoreAsync(work, new NewBinding(found.Value, read.Value), token);
            },
            ct);
    }

    /// <summary>Whose certificate opens an administrator's account: an account without any role counts, since it may be given every one.</summary>
    public static async Task<bool> NeedsTwoAsync(IUnitOfWork work, Grantee grantee, CancellationToken ct)
    {
        var held = await GrantWriting.HeldAsync(work, grantee, ct);
        return held.Count == 0 || held.Any(h => h != PermissionHolder.Business);
    }

    /// <summary>The account, where the certificate may be bound to it now.</summary>
    public async Task<Result<Grantee>> CheckAsync(IUnitOfWork work, string account, Sm2Certificate certificate, CancellationToken ct)
    {
        if (node.CertificateLogin is null)
        {
            return new Error(CertificateErrors.NotEnabled);
        }

        var found = await grants.FindAsync(work, account, ct);
        if (found.Error is { } unknown)
        {
            return unknown;
        }

        var material = await trust.ReadAsync(work, ct);
        var judged = material.IsSuccess ? CertificatePath.Judge(certificate, CertificateUse.Authentication, material.Value, work.At) : material.Error!;
        return (judged.Error ?? await RoomAsync(work, found.Value.Account, certificate, ct)) is { } refused ? refused : found;
    }

    /// <summary>Binds what was checked, ends the account's sessions and records both.</summary>
    public async Task<Result<CertificateLook>> StoreAsync(IUnitOfWork work, NewBinding binding, CancellationToken ct)
    {
        var account = binding.Grantee.Account;
        var row = RowOf(binding, work);
        await work.ExecuteAsync(EndSessionsSql, new { p_now = work.At, p_user = account.UserId }, ct);
        work.Audit(new AuditEntry(BindKind, "account", Text(account.UserId), $"{binding.Words}给 {account.AccountName} 绑定证书,{row.Mark}") { After = StateOf(row) });
        return (await bindings.InsertAsync(work, row, ct)).Error is { } unwritten ? unwritten : LookOf(binding.Certificate, null);
    }

    public Task<Result> UnbindAsync(CommandContext context, string account, string certificate, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            var found = await FindAsync(work, account, certificate, token);
            if (found.Error is { } refused)
            {
                return refused;
            }

            if (found.Value.Grantee.Account.UserId == work.Context.Actor.UserId)
            {
                return new Error(IdentityErrors.OwnFactor);
            }

            if ((await GrantWriting.HeldAsync(work, found.Value.Grantee, token)).Any(h => h != PermissionHolder.Business))
            {
                return ControlErrors.NeedsSecondPerson(AdministratorCertificateOff.TheKind);
            }

            await TakeOffAsync(work, found.Value, "解除", token);
            return Result.Done;
        },
        ct);

    /// <summary>A certificate of an account by its serial number or SM3.</summary>
    public async Task<Result<HeldCertificate>> FindAsync(IUnitOfWork work, string account, string certificate, CancellationToken ct)
    {
        var grantee = await grants.FindAsync(work, account, ct);
        if (grantee.Error is { } unknown)
        {
            return unknown;
        }

        var rows = await bindings.OfUserAsync(work, grantee.Value.Account.UserId, ct);
        if (rows.Error is { } tampered)
        {
            return tampered;
        }

        var fitting = rows.Value.Where(r => r.CertDigest == certificate || r.SerialText == certificate).ToList();
        return fitting.Count switch
        {
            1 => new HeldCertificate(grantee.Value, fitting[0]),
            0 => new Error(KernelErrors.NotFound, ("what", $"账号 {account} 的证书 {certificate}")),
            _ => new Error(KernelErrors.FieldInvalid, ("field", "证书"), ("reason", "有两张证书的序列号相同,改写证书的SM3")) { Field = "certificate" },
        };
    }

    /// <summary>Takes the certificate off, ends the sessions and records both.</summary>
    public async Task TakeOffAsync(IUnitOfWork work, HeldCertificate held, string words, CancellationToken ct)
    {
        var account = held.Grantee.Account;
        await bindings.RemoveAsync(work, held.Row, ct);
        await work.ExecuteAsync(EndSessionsSql, new { p_now = work.At, p_user = account.UserId }, ct);
        work.Audit(new AuditEntry(UnbindKind, "account", Text(account.UserId), $"{words} {account.AccountName} 的证书,{held.Row.Mark}") { Before = StateOf(held.Row) });
    }

    /// <summary>Refused where somebody has it already, or the account has its fill. The account's row is held, so that two at once count each other.</summary>
    private async Task<Error?> RoomAsync(IUnitOfWork work, AccountRow account, Sm2Certificate certificate, CancellationToken ct)
    {
        var taken = await bindings.ByDigestAsync(work, certificate.Digest, ct);
        var own = await bindings.OfUserAsync(work, account.UserId, ct);
        if ((taken.Error ?? own.Error) is { } tampered)
        {
            return tampered;
        }

        if (taken.Value is { } other)
        {
            var holder = await accounts.FindAsync(work, other.UserId, ct);
            return holder.Error ?? new Error(CertificateErrors.AlreadyBound, ("account", holder.Value?.AccountName ?? "—"));
        }

        return own.Value.Count < MostOfOne ? null : new Error(CertificateErrors.TooMany, ("most", MostOfOne));
    }

    private CertificateRow RowOf(NewBinding binding, IUnitOfWork work) => new()
    {
        CertificateId = ids.Next(),
        UserId = binding.Grantee.Account.UserId,
        CertDigest = binding.Certificate.Digest,
        SerialText = binding.Certificate.SerialNumber,
        IssuerName = binding.Certificate.Issuer,
        SubjectName = binding.Certificate.Subject,
        FromUtc = binding.Certificate.ValidFrom,
        UntilUtc = binding.Certificate.ValidUntil,
        ContentText = Convert.ToBase64String(binding.Certificate.Der.Span),
        BoundBy = binding.BoundBy ?? work.Context.Actor.UserId,
        BoundUtc = work.At,
    };

    private static CertificateLook LookOf(Sm2Certificate c, string? refusal) => new(c.Digest, c.SerialNumber, c.Issuer, c.Subject, c.ValidFrom, c.ValidUntil, refusal);

    private static string StateOf(CertificateRow row) => JsonSerializer.Serialize(new { certificate = row.CertDigest, serial = row.SerialText, until = row.UntilUtc.ToString() });

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A certificate and the account that has it.</summary>
internal sealed record HeldCertificate(Grantee Grantee, CertificateRow Row);

/// <summary>A certificate that was found good for an account.</summary>
internal sealed record NewBinding(Grantee Grantee, Sm2Certificate Certificate)
{
    /// <summary>Who asked for it; null for the acting person.</summary>
    public long? BoundBy { get; init; }

    /// <summary>How it came about, for the trail.</summary>
    public string Words { get; init; } = string.Empty;
}
