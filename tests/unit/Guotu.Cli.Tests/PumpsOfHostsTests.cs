using Guotu.Cli.Nodes;
using Guotu.Database.Drivers;
using Guotu.Hosting.Nodes;
using Guotu.Platform;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Guotu.Cli.Tests;

/// <summary>What goes on in the background of each process: queues of the node are worked off by the one that serves the platform, and by no other.</summary>
public sealed class PumpsOfHostsTests
{
    /// <summary>Of any process: its number, what it counted itself, the audit of what it did itself.</summary>
    private static readonly string[] Own = ["NodeLeaseKeeper", "RowTallyStart", "UsageFlush", "SealingPump", "CollectorPump"];

    /// <summary>Of any process that stays up.</summary>
    private static readonly string[] Standing = [.. Own, "StartNote", "SchemaMustBeCurrent", "KeyRefresh", "LabelRefusalPump"];

    private static readonly string[] Pumps = ["OutboxPump", "NoticePump", "ImportPump", "PrintPump", "JobPump", "FieldIndexPump", "AssessmentPump", "ReconcilePump"];

    [Fact]
    public void The_platform_runs_the_pumps_of_the_node() => AssertHosted([.. Standing, .. Pumps], PlatformHost.Add);

    [Fact]
    public void A_map_server_runs_none_of_them() => AssertHosted(Standing, PlatformHost.AddReading);

    [Fact]
    public void A_verb_of_the_command_line_runs_none_of_them() => AssertHosted(Own, NodeSession.AddServices);

    private static void AssertHosted(IEnumerable<string> expected, Action<IServiceCollection, NodeSettings> add)
    {
        var services = new ServiceCollection();
        add(services, Node());
        var hosted = services.Where(s => s.ServiceType == typeof(IHostedService)).Select(s => s.ImplementationType?.Name ?? "?");
        Assert.Equal(expected.Order(StringComparer.Ordinal), hosted.Order(StringComparer.Ordinal));
    }

    private static NodeSettings Node() => new()
    {
        Home = "/nonexistent",
        County = CountySettings.Xixiang,
        Database = new DatabaseOptions { Provider = "sqlite", ConnectionString = "Data Source=:memory:" },
        RootKeyFile = "/nonexistent.key",
        Demonstration = true,
    };
}
