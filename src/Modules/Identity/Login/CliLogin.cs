using Guotu.Crypto;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Contracts;
using Guotu.Identity.SecondFactor;
using Guotu.Identity.Sessions;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Login;

/// <inheritdoc cref="ICliLogin"/>
internal sealed class CliLogin(
    SignIn signIn, ChangePassword change, BindOtp binding, CallerOfAccount callers, IPeople people, Accounts accounts, NodeSettings node, IUnitsOfWork units) : ICliLogin
{
    private const string NoSession = "none";
    private static readonly string Terminal = "terminal:" + Environment.MachineName;

    public async Task<Result<Caller>> SignInAsync(LoginProof proof, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var proved = await signIn.ProveAsync(proof, ct);
        if (proved.Error is { } wrong)
        {
            return await signIn.RefuseAsync<Caller>(proof.Account, Terminal, wrong, ct);
        }

        return await EnterAsync(proved.Value.Account, "在命令行登录", ct);
    }

    public async Task<Result> ChangePasswordAsync(LoginProof proof, string wanted, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var found = await SignInAsync(proof, ct);
        if (found.Error is { } refused)
        {
            return refused;
        }

        var context = new CommandContext(found.Value.Actor, DataScope.WholeNode, "identity.password.change")
        {
            ObjectType = "account",
            ObjectId = found.Value.Account,
        };
        return await change.AtTerminalAsync(context, proof.Password, SecretText.Of(wanted), ct);
    }

    public async Task<Result<CliSeed>> StartBindingAsync(LoginProof proof, CancellationToken ct)
    {
        var binder = await BinderAsync(proof, BindOtp.StartKind, ct);
        return binder.Error is { } refused ? refused : (await binding.StartAsync(binder.Value, ct)).Map(o => new CliSeed(o.Secret, o.Address));
    }

    public async Task<Result> ConfirmBindingAsync(LoginProof proof, string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(code);
        var binder = await BinderAsync(proof, BindOtp.BindKind, ct);
        return binder.Error is { } refused ? refused : await binding.ConfirmAsync(binder.Value, NoSession, code, ct);
    }

    public async Task<Result<Caller>> ActAsHolderAsync(string postCode, CancellationToken ct)
    {
        if (!node.Demonstration)
        {
            return new Error(AccessErrors.NotSignedIn);
        }

        var holders = await people.HoldersAsync(postCode, organisationId: null, ct);
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var found = holders.Count == 0 ? Result<AccountRow?>.Of(null) : await accounts.FindAsync(session, holders[0].Id, ct);
        if (found.Error is { } tampered)
        {
            return tampered;
        }

        return found.Value is { } row
            ? await EnterAsync(row, "在演示节点的命令行办理", ct)
            : new Error(KernelErrors.NotFound, ("what", "岗位 " + postCode + " 的人员"));
    }

    private async Task<Result<CommandContext>> BinderAsync(LoginProof proof, string command, CancellationToken ct)
    {
        var found = await SignInAsync(proof, ct);
        return found.Error is { } refused ? refused
            : found.Value.MustChangePassword ? new Error(AccessErrors.PasswordMustChange)
            : new CommandContext(found.Value.Actor, DataScope.WholeNode, command) { ObjectType = "account", ObjectId = found.Value.Account };
    }

    private async Task<Result<Caller>> EnterAsync(AccountRow row, string summary, CancellationToken ct)
    {
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
                work.Audit(new AuditEntry("identity.login", "account", row.AccountName, summary));
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
