using System.Data.Common;
using Guotu.Crypto;
using Guotu.Crypto.Certificates;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Contracts;
using Guotu.Identity.Login;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Certificates;

/// <summary>
/// Looks at a UKey's signature after the password was right (证书核对): challenge, binding, signature, path, time, use and revocation. Doubt is a refusal. The
/// person reads one text for all; the reason goes to the trail.
/// </summary>
internal sealed class CertificateCheck(
    IUnitsOfWork units, IConnectionSource connections, CertificateBindings bindings, TrustStore trust, LoginChallenge challenges, NodeSettings node, IClock clock)
{
    public const string UseKind = "identity.certificate.use";

    private const int DigestDigits = 64;
    private const int SignatureDigits = 128;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private const string UseSql = "INSERT INTO id_nonce (nonce_text, expires_utc) VALUES (:p_nonce, :p_expires)";

    /// <summary>The row of the certificate that proved the person; null where it did not.</summary>
    public async Task<Result<CertificateRow?>> RunAsync(ISqlSession session, AccountRow account, CertificateAnswer answer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var found = await FindAsync(session, account, answer, ct);
        if (found.Error is { } tampered)
        {
            return tampered;
        }

        if (found.Value is { Reason: null } right)
        {
            return Result<CertificateRow?>.Of(right.Row);
        }

        await RecordAsync(account, answer, found.Value, ct);
        return Result<CertificateRow?>.Of(null);
    }

    private async Task<Result<Finding>> FindAsync(ISqlSession session, AccountRow account, CertificateAnswer answer, CancellationToken ct)
    {
        if (node.CertificateLogin is not { } settings)
        {
            return new Finding(null, "本节点没有启用证书登录");
        }

        if (!settings.Origins.Contains(answer.Origin, StringComparer.Ordinal))
        {
            return new Finding(null, "页面的来源不在允许之列");
        }

        // Used up before anything else is looked at, right or wrong: a signature is good for one look.
        if (!challenges.IsFresh(answer.Challenge) || !await UseUpAsync(answer.Challenge, ct))
        {
            return new Finding(null, "挑战已过期、已用过,或不是本节点发出的");
        }

        var rows = await bindings.OfUserAsync(session, account.UserId, ct);
        if (rows.Error is { } tampered)
        {
            return tampered;
        }

        return rows.Value.FirstOrDefault(r => r.CertDigest == answer.Digest) is { } row
            ? await JudgeAsync(session, new Claim(account, answer, row), ct)
            : new Finding(null, "证书没有绑定到这个账号");
    }

    private async Task<Result<Finding>> JudgeAsync(ISqlSession session, Claim claim, CancellationToken ct)
    {
        var certificate = claim.Row.Read();
        if (certificate.Error is { } unreadable)
        {
            return unreadable;
        }

        var statement = new CertificateStatement(claim.Answer.Purpose, NameOf(node), claim.Account.AccountName, claim.Answer.Origin, claim.Answer.Challenge);
        if (SignatureOf(claim.Answer.Signature) is not { } signature || !Sm2.Verify(certificate.Value.PublicKey, statement.ToBytes(), signature))
        {
            return new Finding(claim.Row, "签名与证书、账号、用途、来源或挑战不符");
        }

        var material = await trust.ReadAsync(session, ct);
        if (material.Error is { } tampered)
        {
            return tampered;
        }

        var path = CertificatePath.Judge(certificate.Value, CertificateUse.Authentication, material.Value, clock.Now);
        return new Finding(claim.Row, path.Error?.Arguments["reason"]);
    }

    /// <summary>What the statement calls this node.</summary>
    public static string NameOf(NodeSettings node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return $"{node.County.Code} {node.County.Bureau}";
    }

    private static byte[]? SignatureOf(string text) =>
        text.Length == SignatureDigits && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;

    /// <summary>In a transaction of its own; of two at once one gets it.</summary>
    private async Task<bool> UseUpAsync(string challenge, CancellationToken ct)
    {
        var mark = Sm3.Digest(new BoundText("guotu certificate challenge 1").Add(challenge).ToArray()).ToString();
        try
        {
            return await units.RunUpkeepAsync(
                "certificate-challenge",
                (work, token) => work.ExecuteAsync(UseSql, new { p_nonce = mark, p_expires = work.At.Plus(Remembered) }, token),
                ct) == 1;
        }
        catch (DbException exception) when (connections.Dialect.IsUniqueViolation(exception))
        {
            return false;
        }
    }

    private Task<Result<bool>> RecordAsync(AccountRow account, CertificateAnswer answer, Finding found, CancellationToken ct)
    {
        var named = answer.Digest.Length == DigestDigits && answer.Digest.All(char.IsAsciiHexDigit) ? answer.Digest : "?";
        var context = new CommandContext(SignIn.ActorOf(account, "web", answer.Address), DataScope.WholeNode, UseKind)
        {
            ObjectType = "certificate",
            ObjectId = found.Row?.SerialText ?? named,
            RefusalNote = found.Row is null ? found.Reason : $"{found.Reason};{found.Row.Mark}",
        };
        return units.RunAsync<bool>(context, (_, _) => Task.FromResult<Result<bool>>(new Error(CertificateErrors.LoginWrong, ("left", "—"))), ct);
    }

    private sealed record Claim(AccountRow Account, CertificateAnswer Answer, CertificateRow Row);

    /// <param name="Reason">Why it is refused, for the auditor; null where it is right.</param>
    private sealed record Finding(CertificateRow? Row, string? Reason);
}
