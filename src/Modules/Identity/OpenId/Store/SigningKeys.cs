using System.Security.Cryptography;
using Guotu.Crypto;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.Store;

/// <summary>
/// Keys that sign ID tokens (身份令牌签名密钥), RSA of 3072 bits with versions: the newest that is active signs, every one that is not retired is
/// published, so that tokens of before a rotation stay good as long as they live.
/// </summary>
internal sealed class SigningKeys(RowWriter rows, IIdSource ids)
{
    private const int KeyBits = 3072;

    /// <summary>Other systems keep the published keys for a while: a new one is published so long before it signs.</summary>
    public static readonly TimeSpan PublishedBefore = TimeSpan.FromHours(1);

    /// <summary>How long an old one is published after the new one signs.</summary>
    private static readonly TimeSpan PublishedAfter = TimeSpan.FromDays(1);

    private const string AllSql = "SELECT key_id, modulus_text, exponent_text, secret_text, active_utc, retire_utc, row_mac FROM id_openid_key ORDER BY active_utc, key_id";

    /// <summary>Every key that was ever made, oldest first; one that does not open or whose MAC does not hold refuses all.</summary>
    public async Task<Result<IReadOnlyList<SigningKeyRow>>> AllAsync(ISqlSession session, CancellationToken ct)
    {
        var found = await session.QueryAsync<SigningKeyRow>(AllSql, null, ct);
        foreach (var row in found)
        {
            if (Opened(row).Error is { } tampered)
            {
                return tampered;
            }
        }

        return Result<IReadOnlyList<SigningKeyRow>>.Of(found);
    }

    /// <summary>The key that signs now, to be disposed of by the caller.</summary>
    public async Task<Result<SigningKey>> CurrentAsync(ISqlSession session, Instant now, CancellationToken ct)
    {
        var all = await AllAsync(session, ct);
        if (all.Error is { } tampered)
        {
            return tampered;
        }

        if (all.Value.LastOrDefault(k => k.ActiveUtc <= now && k.IsPublishedAt(now)) is not { } row)
        {
            return new Error(OpenIdErrors.NotProvided);
        }

        var opened = Opened(row);
        if (opened.Error is { } closed)
        {
            return closed;
        }

        var bytes = Convert.FromBase64String(opened.Value);
        var rsa = RSA.Create();
        try
        {
            rsa.ImportPkcs8PrivateKey(bytes, out _);
            return new SigningKey(row.Name, rsa);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Adds a key. The first signs at once; a later one after it was published for an hour, or at once where the old ones are withdrawn.</summary>
    public async Task<Result<SigningKeyRow>> AddAsync(IUnitOfWork work, KeyChange change, CancellationToken ct)
    {
        var all = await AllAsync(work, ct);
        if (all.Error is { } tampered)
        {
            return tampered;
        }

        var older = all.Value.Where(k => k.IsPublishedAt(work.At)).ToList();
        var active = older.Count == 0 || change == KeyChange.Withdraw ? work.At : work.At.Plus(PublishedBefore);
        var retire = change == KeyChange.Withdraw ? work.At : active.Plus(PublishedAfter);
        foreach (var key in older.Where(k => k.RetireUtc is null || k.RetireUtc > retire))
        {
            if ((await rows.UpdateAsync(work, SigningKeyRow.Table, key.KeyId, (key with { RetireUtc = retire }).ValuesWith(Opened(key).Value), ct)).Error is { } refused)
            {
                return refused;
            }
        }

        return await InsertAsync(work, active, ct);
    }

    private async Task<Result<SigningKeyRow>> InsertAsync(IUnitOfWork work, Instant active, CancellationToken ct)
    {
        using var rsa = RSA.Create(KeyBits);
        var shown = rsa.ExportParameters(includePrivateParameters: false);
        var bytes = rsa.ExportPkcs8PrivateKey();
        var row = new SigningKeyRow
        {
            KeyId = ids.Next(),
            ModulusText = Base64Url.Encode(shown.Modulus),
            ExponentText = Base64Url.Encode(shown.Exponent),
            ActiveUtc = active,
        };
        try
        {
            var written = await rows.InsertAsync(work, SigningKeyRow.Table, row.KeyId, row.ValuesWith(Convert.ToBase64String(bytes)), ct);
            return written.Error is { } refused ? refused : row;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private Result<string> Opened(SigningKeyRow row)
    {
        var secret = rows.Decrypt(SigningKeyRow.Table, SigningKeyRow.SecretColumn, row.KeyId, row.SecretText);
        return secret.Error is not null ? secret
            : rows.Verify(SigningKeyRow.Table, row.KeyId, row.ValuesWith(secret.Value), row.RowMac).Error is { } tampered ? tampered
            : secret;
    }
}

/// <summary>A private key with its published name.</summary>
internal sealed record SigningKey(string Name, RSA Rsa) : IDisposable
{
    public void Dispose() => Rsa.Dispose();
}

/// <summary>How a key follows the ones before it.</summary>
internal enum KeyChange
{
    /// <summary>按期更换.</summary>
    Rotate,

    /// <summary>旧密钥立即作废.</summary>
    Withdraw,
}
