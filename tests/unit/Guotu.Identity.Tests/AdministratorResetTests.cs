using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

/// <summary>A forgotten password of one of the three administrators: nobody gets into that account alone.</summary>
public sealed class AdministratorResetTests
{
    private const string Reset = "account.reset-administrator";
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task The_password_of_an_administrator_is_reset_by_two_and_must_be_changed(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (system, auditor) = (await office.SignedInAsync("sysadmin"), await office.SignedInAsync("auditor"));
        var token = (await office.SignInAsync("secadmin", office.Passwords["secadmin"])).Value.Token;
        var alone = await office.Get<IAccountAdministration>().ResetPasswordAsync(office.As(system, "identity.account.reset"), "secadmin", Never);
        Assert.Equal((ControlErrors.SecondPersonNeeded, Reset), (alone.Error!.Code, alone.Error.Choices.Single()));
        Assert.True((await office.CallerAsync(token)).IsSuccess);

        Assert.Equal(ControlStates.Done, (await office.TogetherAsync((system, auditor), Reset, new() { ["account"] = "secadmin" })).Value.State);

        var last = File.ReadAllLines(office.Node.FirstPasswordFile);
        Assert.Equal("secadmin", last[^1].Split('\t')[0]);
        Assert.False((await office.CallerAsync(token)).IsSuccess);
        Assert.Equal(IdentityErrors.LoginWrong, (await office.SignInAsync("secadmin", office.Passwords["secadmin"])).Error!.Code);
        office.Passwords["secadmin"] = last[^1].Split('\t')[^1];
        Assert.True((await office.SignedInAsync("secadmin")).MustChangePassword);
        Assert.Contains("auditor identity.account.reset", office.Audit.Lines);
        Assert.DoesNotContain(office.Audit.Summaries, s => s.Contains(office.Passwords["secadmin"], StringComparison.Ordinal));
    }

    [Theory]
    [BothDatabases]
    public async Task The_holder_neither_asks_nor_approves_and_a_clerks_password_needs_no_second_person(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (system, security) = (await office.SignedInAsync("sysadmin"), await office.SignedInAsync("secadmin"));

        Assert.Equal(ControlErrors.NotTheSecondPerson, (await AskAsync(office, system, "sysadmin")).Error!.Code);
        Assert.Equal(AccessErrors.NotPermitted, (await AskAsync(office, security, "auditor")).Error!.Code);
        Assert.Equal((KernelErrors.FieldInvalid, "account"), Of(await AskAsync(office, system, "lijg")));
        Assert.Equal(KernelErrors.NotFound, (await AskAsync(office, system, "nobody")).Error!.Code);
        var asked = (await AskAsync(office, system, "secadmin")).Value;
        var own = await office.Get<IDualControl>().ApproveAsync(office.As(security, "identity.control.approve"), security, new ControlDecision(asked.RequestId, "同意"), Never);
        Assert.Equal(ControlErrors.NotTheSecondPerson, own.Error!.Code);

        Assert.True((await office.Get<IAccountAdministration>().ResetPasswordAsync(office.As(system, "identity.account.reset"), "lijg", Never)).IsSuccess);
    }

    private static (ErrorCode Code, string? Field) Of(Result<ControlRequestView> refused) => (refused.Error!.Code, refused.Error.Field);

    private static Task<Result<ControlRequestView>> AskAsync(Office office, Caller caller, string account) => office.Get<IDualControl>().AskAsync(
        office.As(caller, "identity.control.ask"), caller, new ControlAsked(Reset, new Dictionary<string, string> { ["account"] = account }, "本人忘记口令"), Never);
}
