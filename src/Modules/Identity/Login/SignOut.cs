using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Login;

/// <summary>Ends a session (退出) on the server: the cookie is worth nothing afterwards.</summary>
internal sealed class SignOut(IUnitsOfWork units)
{
    private const string EndSql = "UPDATE id_session SET ended_utc = :p_now WHERE token_digest = :p_token AND ended_utc IS NULL";

    public Task<Result> RunAsync(CommandContext context, string tokenDigest, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            await work.ExecuteAsync(EndSql, new { p_now = work.At, p_token = tokenDigest }, token);
            work.Audit(new AuditEntry("identity.logout", "account", context.Actor.Account, "退出"));
            return Result.Done;
        },
        ct);
}
