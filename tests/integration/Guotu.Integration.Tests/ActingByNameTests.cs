using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>The command line beside a node that serves, in a person's own name.</summary>
public sealed class ActingByNameTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    [Fact]
    public async Task A_person_acts_with_the_changed_password_within_the_own_permissions_and_by_name_in_the_trail()
    {
        using var changed = await demonstration.SignInAsync("sysadmin");
        using var auditor = await demonstration.SignInAsync("auditor");
        var password = StaffClient.Changed(demonstration.Home.Passwords["sysadmin"]);

        var disabled = await RunAsync(password, "user", "disable", "zhangw", "--as", "sysadmin");
        var notTheirs = await RunAsync(password, "user", "grant", "zhangw", "leader", "--as", "sysadmin");

        Assert.True(disabled.ExitCode == 0, disabled.Errors);
        Assert.True(notTheirs.ExitCode == 3, notTheirs.Errors);
        Assert.Equal("ACC-0002", notTheirs.Json().GetProperty("error").GetProperty("code").GetString());
        var records = await auditor.GetAsync("audit/records?account=sysadmin&kind=identity.account.disabled");
        Assert.Equal(1, records.GetProperty("total").GetInt32());
        Assert.StartsWith("terminal:", records.GetProperty("items")[0].GetProperty("address").GetString(), StringComparison.Ordinal);
    }

    private Task<ProgramRun> RunAsync(string password, params string[] verb) =>
        GuotuProgram.RunAsync([.. verb, "--home", demonstration.Home.Home, "--json"], input: password + "\n");
}
