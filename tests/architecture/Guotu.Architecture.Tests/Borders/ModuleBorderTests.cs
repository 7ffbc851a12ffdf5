using Guotu.Architecture.Tests.Sources;

namespace Guotu.Architecture.Tests.Borders;

public sealed class ModuleBorderTests
{
    // The command line serves the platform in its own process (one node), and the map server is its pipeline over fewer modules.
    private static readonly (string From, string To)[] HostsThatHost =
    [
        ("src/Hosts/Guotu.Cli/Guotu.Cli.csproj", "src/Hosts/Guotu.Platform/Guotu.Platform.csproj"),
        ("src/Hosts/Guotu.MapServer/Guotu.MapServer.csproj", "src/Hosts/Guotu.Platform/Guotu.Platform.csproj"),
    ];

    [Fact]
    public void Projects_reference_only_what_lies_below_them() =>
        Findings.MustBeNone(
            from project in ProductAssembly.All
            from reference in project.DeclaredReferences
            where !BorderRules.MayReference(project.Storey, ProductAssembly.StoreyOf(reference)) && !HostsThatHost.Contains((project.Project, reference))
            select $"{project.Project} → {reference}");

    [Fact]
    public void Compiled_code_uses_only_what_lies_below_it() =>
        Findings.MustBeNone(
            from project in ProductAssembly.All
            from used in project.UsedTypes().Select(t => t.Assembly).Distinct()
            let other = ProductAssembly.Named(used)
            where other is not null && !BorderRules.MayReference(project.Storey, other.Storey) && !HostsThatHost.Contains((project.Project, other.Project))
            select $"{project.AssemblyName} → {used}");

    [Fact]
    public void Modules_meet_only_in_contracts() =>
        Findings.MustBeNone(
            from project in ProductAssembly.All
            where project.Storey == Storey.Modules
            from used in project.UsedTypes()
            where ProductAssembly.Named(used.Assembly)?.Storey == Storey.Modules && !BorderRules.IsContract(used)
            select $"{project.AssemblyName} uses {used.Namespace}.{used.Name}");

    [Fact]
    public void Nothing_below_the_hosts_is_an_executable() =>
        Assert.DoesNotContain(ProductAssembly.All, a => a.Storey != Storey.Hosts && File.Exists(Path.Combine(AppContext.BaseDirectory, a.AssemblyName)));

    [Theory]
    [InlineData(Storey.BuildingBlocks, Storey.Modules)]
    [InlineData(Storey.BuildingBlocks, Storey.Hosts)]
    [InlineData(Storey.Modules, Storey.Hosts)]
    [InlineData(Storey.Hosts, Storey.Hosts)]
    public void An_arrow_that_runs_back_is_refused(Storey from, Storey to) => Assert.False(BorderRules.MayReference(from, to));

    [Theory]
    [InlineData("Guotu.Audit", false)]
    [InlineData("Guotu.Audit.Sealing", false)]
    [InlineData("Guotu.Audit.ContractsOfOld", false)]
    [InlineData("Guotu.Audit.Contracts", true)]
    [InlineData("Guotu.Audit.Contracts.Events", true)]
    public void Only_the_contracts_namespace_is_open_to_other_modules(string name, bool open) =>
        Assert.Equal(open, BorderRules.IsContract(new UsedType("Guotu.Audit", name, "Record")));

    [Fact]
    public void The_compiled_code_is_really_read() =>
        Assert.Contains(ProductAssembly.Named("Guotu.Platform")!.UsedTypes(), t => t.Assembly == "Guotu.Hosting");
}
