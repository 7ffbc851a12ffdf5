using Guotu.Crypto.Certificates;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Certificates;

/// <summary>
/// The security administrator registers authorities and brings in their revocation lists (登记机构、导入撤销列表). A list replaces its authority's older
/// ones and never a newer one, also not one that was taken out before, so that a revocation is not undone by an old file.
/// </summary>
internal sealed class TrustCommands(IUnitsOfWork units, TrustStore trust, TrustMarks marks, IIdSource ids, IClock clock)
{
    public const string AddKind = "identity.trust.add";
    public const string RemoveKind = "identity.trust.remove";
    public const string ListKind = "identity.trust.crl";

    private const int LeastDigits = 8;

    public async Task<Result<TrustLine>> AddAuthorityAsync(CommandContext context, TrustKind kind, ReadOnlyMemory<byte> given, CancellationToken ct)
    {
        var read = GivenCertificate.Read(given);
        return await units.RunAsync<TrustLine>(
            context,
            async (work, token) => read.Error is { } unreadable ? unreadable : await AddAsync(work, kind, read.Value, token),
            ct);
    }

    public async Task<Result<TrustLine>> ImportListAsync(CommandContext context, ReadOnlyMemory<byte> given, CancellationToken ct)
    {
        var read = GivenCertificate.ReadList(given);
        return await units.RunAsync<TrustLine>(
            context, async (work, token) => read.Error is { } unreadable ? unreadable : await ImportAsync(work, read.Value, token), ct);
    }

    public Task<Result> RemoveAsync(CommandContext context, string digest, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            var all = await trust.AllAsync(work, token);
            var remembered = all.IsSuccess ? await RememberAllAsync(work, token) : all.Error!;
            if (remembered.Error is { } tampered)
            {
                return tampered;
            }

            var fitting = digest.Length < LeastDigits ? [] : all.Value.Where(r => r.ItemDigest.StartsWith(digest, StringComparison.OrdinalIgnoreCase)).ToList();
            if (fitting.Count != 1)
            {
                return new Error(KernelErrors.NotFound, ("what", $"SM3 以 {digest} 开头的机构或撤销列表"));
            }

            work.Audit(EntryOf(RemoveKind, "移除", fitting[0]));
            await trust.RemoveAsync(work, fitting[0], token);
            return Result.Done;
        },
        ct);

    /// <summary>What an authority's certificate says, and why it could not be registered; null where it could. Registers nothing.</summary>
    public async Task<Result<AuthorityLook>> LookAsync(ReadOnlyMemory<byte> given, CancellationToken ct)
    {
        var read = GivenCertificate.Read(given);
        if (read.Error is { } unreadable)
        {
            return unreadable;
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var (all, material) = (await trust.AllAsync(session, ct), await trust.ReadAsync(session, ct));
        if ((all.Error ?? material.Error) is { } tampered)
        {
            return tampered;
        }

        var (certificate, kind) = (read.Value, KindOf(read.Value));
        var refusal = all.Value.Any(r => r.ItemDigest == certificate.Digest)
            ? new Error(CertificateErrors.AuthorityKnown, ("subject", certificate.Subject))
            : Fault(kind, certificate, material.Value, clock.Now);
        return new AuthorityLook(
            kind, certificate.Digest, certificate.SerialNumber, certificate.Issuer, certificate.Subject, certificate.ValidFrom, certificate.ValidUntil,
            refusal?.Arguments.GetValueOrDefault("reason", refusal.Text));
    }

    /// <summary>Who signs the own certificate is a root; whoever else needs a root that is there.</summary>
    public static TrustKind KindOf(Sm2Certificate certificate) => certificate.IsSignedBy(certificate.PublicKey) ? TrustKind.Anchor : TrustKind.Authority;

    private async Task<Result<TrustLine>> AddAsync(IUnitOfWork work, TrustKind kind, Sm2Certificate certificate, CancellationToken ct) =>
        await AuthorityBreachAsync(work, kind, certificate, ct) is { } refused ? refused
        : kind == TrustKind.Anchor ? ControlErrors.NeedsSecondPerson(AddAnchor.TheKind)
        : await WriteAuthorityAsync(work, new NewAuthority(kind, certificate, work.Context.Actor.UserId), ct);

    /// <summary>
    /// Why nobody could register this authority now; null where it could be. An anchor is trusted by the act alone, so that it must be an authority's and is added by two
    /// (<see cref="AddAnchor"/>); one in between must be signed by one that is there, which only its authority does.
    /// </summary>
    public async Task<Error?> AuthorityBreachAsync(IUnitOfWork work, TrustKind kind, Sm2Certificate certificate, CancellationToken ct)
    {
        var (all, material) = (await trust.AllAsync(work, ct), await trust.ReadAsync(work, ct));
        return all.Error ?? material.Error
            ?? (all.Value.Any(r => r.ItemDigest == certificate.Digest) ? new Error(CertificateErrors.AuthorityKnown, ("subject", certificate.Subject)) : null)
            ?? Fault(kind, certificate, material.Value, work.At);
    }

    /// <summary>Writes an authority that <see cref="AuthorityBreachAsync"/> found nothing against.</summary>
    public Task<Result<TrustLine>> WriteAuthorityAsync(IUnitOfWork work, NewAuthority authority, CancellationToken ct)
    {
        var row = new TrustRow
        {
            TrustId = ids.Next(),
            ItemKind = authority.Kind.ToString(),
            ItemDigest = authority.Certificate.Digest,
            SubjectName = authority.Certificate.Subject,
            FromUtc = authority.Certificate.ValidFrom,
            UntilUtc = authority.Certificate.ValidUntil,
            ContentText = Convert.ToBase64String(authority.Certificate.Der.Span),
            SetBy = authority.SetBy,
            SetUtc = work.At,
        };
        return StoreAsync(work, row, EntryOf(AddKind, (authority.Kind == TrustKind.Anchor ? "登记根证书" : "登记中间机构") + authority.Words, row), ct);
    }

    private static Error? Fault(TrustKind kind, Sm2Certificate certificate, TrustMaterial trust, Instant now)
    {
        var reason = !certificate.IsAuthority || !certificate.HasUsage(CertificateUsageBit.KeyCertSign) ? "它不是签发机构的证书"
            : now > certificate.ValidUntil ? "已过有效期"
            : kind == TrustKind.Anchor && !certificate.IsSignedBy(certificate.PublicKey) ? "它不是自签的根证书"
            : kind == TrustKind.Authority && !trust.Anchors.Concat(trust.Intermediates).Any(a => certificate.IsSignedBy(a.PublicKey)) ? "签发它的机构还没有登记"
            : null;
        return reason is null ? null : new Error(Crypto.CryptoErrors.CertificateNotTrusted, ("subject", certificate.Subject), ("reason", reason));
    }

    private async Task<Result<TrustLine>> ImportAsync(IUnitOfWork work, Sm2RevocationList list, CancellationToken ct)
    {
        var (all, material) = (await trust.AllAsync(work, ct), await trust.ReadAsync(work, ct));
        if ((all.Error ?? material.Error) is { } tampered)
        {
            return tampered;
        }

        var issuer = material.Value.Anchors.Concat(material.Value.Intermediates).FirstOrDefault(a => a.Subject == list.Issuer && list.IsSignedBy(a.PublicKey));
        if (issuer is null)
        {
            return new Error(CertificateErrors.ListOfStranger, ("issuer", list.Issuer));
        }

        if (Unusable(list, work.At) is { } unusable)
        {
            return unusable;
        }

        var older = all.Value.Where(r => r.Kind == TrustKind.RevocationList && r.SubjectName == list.Issuer && IsOf(r, issuer)).ToList();
        var fresh = RowOf(list, work);
        if (await BreachAsync(work, new Imported(issuer, list, fresh.ItemDigest), older, ct) is { } refused)
        {
            return refused;
        }

        foreach (var row in older)
        {
            await trust.RemoveAsync(work, row, ct);
        }

        return (await marks.RememberAsync(work, issuer, list, ct)).Error is { } unkept ? unkept : await StoreAsync(work, fresh, EntryOf(ListKind, "导入撤销列表", fresh), ct);
    }

    /// <summary>The one that is there may be of before records were kept: it is taken down first, so that it counts like any.</summary>
    private async Task<Error?> BreachAsync(IUnitOfWork work, Imported given, List<TrustRow> present, CancellationToken ct)
    {
        foreach (var row in present)
        {
            var kept = ListIn(row) is { } list ? await marks.RememberAsync(work, given.Issuer, list, ct) : Result.Done;
            if (kept.Error is { } tampered)
            {
                return tampered;
            }
        }

        var newest = await marks.FindAsync(work, given.Issuer, ct);
        return newest.Error
            ?? RevocationOnlyGrows.Breach(newest.Value, given.List, given.Digest)
            ?? (present.Any(r => r.ItemDigest == given.Digest) ? new Error(CertificateErrors.ListPresent, ("issuer", given.List.Issuer)) : null);
    }

    /// <summary>Before something is taken out: whose lists are known can be told now and perhaps not afterwards.</summary>
    private async Task<Result> RememberAllAsync(IUnitOfWork work, CancellationToken ct)
    {
        var material = await trust.ReadAsync(work, ct);
        if (material.Error is { } tampered)
        {
            return tampered;
        }

        foreach (var list in material.Value.RevocationLists)
        {
            var issuer = material.Value.Anchors.Concat(material.Value.Intermediates).FirstOrDefault(a => a.Subject == list.Issuer && list.IsSignedBy(a.PublicKey));
            if (issuer is not null && (await marks.RememberAsync(work, issuer, list, ct)).Error is { } unkept)
            {
                return unkept;
            }
        }

        return Result.Done;
    }

    /// <summary>A list that could not be used must not take the place of one that can.</summary>
    private static Error? Unusable(Sm2RevocationList list, Instant now)
    {
        var reason = list.IsPartial ? "是增量或部分的列表,要完整的"
            : list.NextUpdate is not { } next ? "没有写下次更新的时间"
            : next <= now ? "已经过期"
            : list.ThisUpdate > now ? "签发时间在以后,核对两边的时钟"
            : null;
        return reason is null ? null : new Error(KernelErrors.FieldInvalid, ("field", "撤销列表"), ("reason", reason)) { Field = "file" };
    }

    private TrustRow RowOf(Sm2RevocationList list, IUnitOfWork work) => new()
    {
        TrustId = ids.Next(),
        ItemKind = nameof(TrustKind.RevocationList),
        ItemDigest = Crypto.Sm3.Digest(list.Der.Span).ToString(),
        SubjectName = list.Issuer,
        FromUtc = list.ThisUpdate,
        UntilUtc = list.NextUpdate,
        ContentText = Convert.ToBase64String(list.Der.Span),
        SetBy = work.Context.Actor.UserId,
        SetUtc = work.At,
    };

    /// <summary>Two authorities may carry one name: the key tells whose a list is.</summary>
    private static bool IsOf(TrustRow row, Sm2Certificate issuer) => ListIn(row) is { } list && list.IsSignedBy(issuer.PublicKey);

    private static Sm2RevocationList? ListIn(TrustRow row) => Sm2RevocationList.Read(Convert.FromBase64String(row.ContentText)) is { IsSuccess: true } read ? read.Value : null;

    private async Task<Result<TrustLine>> StoreAsync(IUnitOfWork work, TrustRow row, AuditEntry entry, CancellationToken ct)
    {
        work.Audit(entry);
        return (await trust.InsertAsync(work, row, ct)).Error is { } unwritten ? unwritten : row.LineAt(work.At);
    }

    private static AuditEntry EntryOf(string kind, string words, TrustRow row) => new(kind, "trust", row.ItemDigest[..16], $"{words} {row.SubjectName},SM3 {row.ItemDigest}");

    private sealed record Imported(Sm2Certificate Issuer, Sm2RevocationList List, string Digest);
}

/// <summary>An authority to be written.</summary>
/// <param name="SetBy">Who registers it; of two persons who asked.</param>
internal sealed record NewAuthority(TrustKind Kind, Sm2Certificate Certificate, long SetBy)
{
    /// <summary>In the record, who asked and who confirmed; empty for one person's act.</summary>
    public string Words { get; init; } = string.Empty;
}
