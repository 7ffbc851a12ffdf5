using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Identity.Sessions;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Login;

/// <inheritdoc cref="ICliLogin"/>
internal sealed class CliLogin(SignIn signIn, CallerOfAccount callers, IUnitsOfWork units) : ICliLogin
{
    private static readonly string Terminal = "terminal:" + Environment.MachineName;

    public async Task<Result<Caller>> SignInAsync(string account, string password, CancellationToken ct)
    {
        var proved = await signIn.ProveAsync(account, password, Terminal, ct);
        if (proved.Error is { } wrong)
        {
            return await signIn.RefuseAsync<Caller>(account, Terminal, wrong, ct);
        }

        var row = proved.Value.Account;
        var context = new CommandContext(SignIn.ActorOf(row, "cli", Terminal), DataScope.WholeNode, "identity.login")
        {
            ObjectType = "account",
            ObjectId = row.AccountName,
        };
        var entered = await units.RunAsync(
            context,
            async (work, token) =>
            {
                await LoginAttempts.SucceedAsync(work, row.AccountName, Terminal, token);
                work.Audit(new AuditEntry("identity.login", "account", row.AccountName, "在命令行登录"));
                return Result.Done;
            },
            ct);
        if (entered.Error is { } refused)
        {
            return refused;
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await callers.MakeAsync(session, row, new CallerChannel("cli", Terminal, string.Empty), ct);
    }
}
