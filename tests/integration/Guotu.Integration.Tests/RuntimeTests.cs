using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>A node says on which .NET it runs, in its log and to whoever examines it: a package is tried on the .NET that it carries.</summary>
public sealed class RuntimeTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private static readonly string Expected = ".NET " + GuotuProgram.Runtime;

    [Fact]
    public void The_log_of_a_serving_node_begins_with_the_runtime_it_runs_on() =>
        Assert.Contains(" on " + Expected + " ", demonstration.Node.Log, StringComparison.Ordinal);

    [Fact]
    public async Task Doctor_names_the_runtime()
    {
        var examined = await GuotuProgram.RunAsync(["doctor", "--home", demonstration.Home.Home, "--json"]);

        var runtime = examined.Json().GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "runtime");
        Assert.StartsWith(Expected + ",", runtime.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
