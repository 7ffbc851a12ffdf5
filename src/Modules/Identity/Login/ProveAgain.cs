using System.Globalization;
using Guotu.Crypto;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity.Certificates;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Login;

/// <summary>
/// Proves the person of a running session again (再认证), by the same challenge, counting and second factor as at the login: a page left open is not
/// enough for signing. A wrong password counts towards the lock-out.
/// </summary>
internal sealed class ProveAgain(IUnitsOfWork units, LoginChallenge challenge, SignIn signIn)
{
    public const string Kind = "identity.session.proof";

    private const string ProveSql =
        "UPDATE id_session SET proved_utc = :p_now WHERE token_digest = :p_token AND user_id = :p_user AND ended_utc IS NULL";

    public async Task<Result> RunAsync(CommandContext context, string session, string cipher, CancellationToken ct)
    {
        var opened = challenge.Open(cipher);
        using var wiped = opened.IsSuccess ? opened.Value : null;
        var proved = opened.IsSuccess
            ? await signIn.ProveAsync(ProofOf(context.Actor, opened.Value), ct)
            : opened.Error!;

        // A kept answer would let a proof be repeated without its password.
        return await units.RunAsync(
            context with { RequestId = null },
            async (work, token) => proved.Error is { } wrong ? wrong : await StoreAsync(work, new Proved(session, opened.Value.Nonce!, proved.Value), token),
            ct);
    }

    private static LoginProof ProofOf(Actor actor, OpenedLogin opened) => new(actor.Account, opened.Password ?? SecretText.Empty, opened.Code)
    {
        Certificate = opened.AnswerFor(CertificateStatement.Proof, actor.Address),
    };

    private static async Task<Result> StoreAsync(IUnitOfWork work, Proved proved, CancellationToken ct)
    {
        if ((await LoginChallenge.UseAsync(work, proved.Nonce, ct)).Error is { } used)
        {
            return used;
        }

        var actor = work.Context.Actor;
        await LoginAttempts.SucceedAsync(work, actor.Account, actor.Address, ct);
        if (await work.ExecuteAsync(ProveSql, new { p_now = work.At, p_token = proved.Session, p_user = actor.UserId }, ct) != 1)
        {
            return new Error(AccessErrors.NotSignedIn);
        }

        work.Audit(new AuditEntry(Kind, "account", actor.UserId.ToString(CultureInfo.InvariantCulture), "再次证明身份" + proved.By.Means));
        return Result.Done;
    }

    private sealed record Proved(string Session, string Nonce, ProvedAccount By);
}
