using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Guotu.Architecture.Tests.Sources;
using Guotu.Testing;

namespace Guotu.Architecture.Tests.Materials;

/// <summary>The bill of materials that build/sbom.mjs writes: its shape, that it is whole, and that it is the same each time.</summary>
public sealed partial class BillOfMaterialsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guotu-sbom-").FullName;

    [Fact]
    public async Task Every_component_has_what_an_assessor_asks_for_and_every_reference_leads_to_one()
    {
        using var bill = JsonDocument.Parse(await WriteAsync("one.json"));
        var root = bill.RootElement;

        Assert.Equal(("CycloneDX", "1.5", 1), (Text(root, "bomFormat"), Text(root, "specVersion"), root.GetProperty("version").GetInt32()));
        Assert.Matches("^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", Text(root, "serialNumber"));
        var components = root.GetProperty("components").EnumerateArray().ToList();
        var references = components.Select(c => Text(c, "bom-ref")).ToList();
        Assert.Equal(references.Count, references.Distinct(StringComparer.Ordinal).Count());
        foreach (var component in components)
        {
            Assert.Equal(("library", Text(component, "bom-ref")), (Text(component, "type"), Text(component, "purl")));
            Assert.True(component.GetProperty("licenses").GetArrayLength() > 0, Text(component, "name") + " has no licence");
            if (!Text(component, "purl").StartsWith("pkg:deb/", StringComparison.Ordinal))
            {
                Assert.NotEmpty(Text(component, "version"));
                var hash = Assert.Single(component.GetProperty("hashes").EnumerateArray());
                Assert.Matches(Text(hash, "alg") == "SHA-512" ? "^[0-9a-f]{128}$" : "^[0-9a-f]{40,96}$", Text(hash, "content"));
            }
        }

        var known = references.Append(Text(root.GetProperty("metadata").GetProperty("component"), "bom-ref")).ToHashSet(StringComparer.Ordinal);
        foreach (var dependency in root.GetProperty("dependencies").EnumerateArray())
        {
            Assert.Contains(Text(dependency, "ref"), known);
            Assert.All(dependency.GetProperty("dependsOn").EnumerateArray(), d => Assert.Contains(d.GetString()!, known));
        }
    }

    [Fact]
    public async Task Every_package_of_the_built_program_of_the_pages_and_every_native_library_is_in_it()
    {
        using var bill = JsonDocument.Parse(await WriteAsync("one.json"));
        var components = bill.RootElement.GetProperty("components").EnumerateArray().ToList();
        var named = components.Where(c => c.TryGetProperty("version", out _)).Select(c => $"{Text(c, "name")}/{Text(c, "version")}").ToHashSet(StringComparer.Ordinal);

        var lists = BuiltLists().ToList();
        Assert.NotEmpty(lists);
        var packages = lists.SelectMany(Packages).ToHashSet(StringComparer.Ordinal);
        Assert.True(packages.Count > 10);
        Assert.Empty(packages.Except(named, StringComparer.Ordinal));

        using var pages = JsonDocument.Parse(SourceTree.ReadText("src/web/apps/platform/package.json"));
        var wanted = pages.RootElement.GetProperty("dependencies").EnumerateObject().Where(d => !d.Name.StartsWith("@guotu/", StringComparison.Ordinal)).Select(d => $"{d.Name}/{d.Value.GetString()}");
        Assert.Empty(wanted.Except(named, StringComparer.Ordinal));

        var sonames = components.Where(c => c.TryGetProperty("properties", out _))
            .Select(c => Soname(c.GetProperty("properties")[0].GetProperty("value").GetString()!)).ToHashSet(StringComparer.Ordinal);
        var loaded = SourceTree.Product.SelectMany(s => QuotedSoname().Matches(s.Text)).Select(m => Soname(m.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);
        Assert.Contains("libcairo", loaded);
        Assert.Empty(loaded.Except(sonames, StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_same_sources_give_the_same_bytes() => Assert.Equal(await WriteAsync("one.json"), await WriteAsync("two.json"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A library whatever its version on the system.</summary>
    private static string Soname(string file) => file[..file.IndexOf(".so", StringComparison.Ordinal)];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static IEnumerable<string> BuiltLists() =>
        Directory.EnumerateFiles(Path.Combine(TestData.Checkout, "src", "Hosts", "Guotu.Cli", "bin"), "guotu.deps.json", SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(TestData.Checkout, p));

    private static IEnumerable<string> Packages(string list)
    {
        using var document = JsonDocument.Parse(SourceTree.ReadText(list));
        return [.. document.RootElement.GetProperty("libraries").EnumerateObject().Where(l => Text(l.Value, "type") == "package").Select(l => l.Name)];
    }

    private async Task<string> WriteAsync(string name)
    {
        var output = Path.Combine(_folder, name);
        var start = new ProcessStartInfo("node", ["build/sbom.mjs", output, "0.0.0"]) { WorkingDirectory = TestData.Checkout, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, said);
        return await File.ReadAllTextAsync(output);
    }

    /// <summary>A shared library that the sources name, such as <c>"libcairo.so.2"</c>.</summary>
    [GeneratedRegex("\"(lib[a-z0-9.-]+?\\.so[0-9.]*)\"")]
    private static partial Regex QuotedSoname();
}
