using System.Globalization;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>Areas of a county's patches adjusted to control areas, at the API and on the command line (面积平差).</summary>
public sealed class AreaAdjustmentTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private const string Path = "layers/DLTB/adjust-areas";

    [Fact]
    public async Task Patches_of_a_village_sum_to_its_control_area_to_the_last_cent_and_no_patch_is_lost()
    {
        using var engineer = await demonstration.SignInAsync("zhuh");
        var (town, measured) = await MeasuredAsync(engineer);
        var control = Math.Round(measured + 1.23m, 2);

        var answer = await engineer.PostAsync(Path, Body(town, control, ppm: 2_000));

        var unit = answer.GetProperty("units").EnumerateArray().Single();
        var parts = unit.GetProperty("parts").EnumerateArray().ToList();
        Assert.Equal(control, parts.Sum(p => p.GetProperty("adjusted").GetDecimal()));
        Assert.Equal(measured - control, unit.GetProperty("closure").GetDecimal());
        Assert.All(parts, p => Assert.Equal(p.GetProperty("adjusted").GetDecimal() - p.GetProperty("measured").GetDecimal(), p.GetProperty("correction").GetDecimal()));
        Assert.NotEmpty(answer.GetProperty("uncontrolled").EnumerateArray());
        Assert.DoesNotContain(answer.GetProperty("uncontrolled").EnumerateArray(), u => u.GetProperty("unit").GetString()!.StartsWith(town, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_closure_error_above_the_limit_is_refused_and_the_unit_named()
    {
        using var engineer = await demonstration.SignInAsync("zhuh");
        var (town, measured) = await MeasuredAsync(engineer);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => engineer.PostAsync(Path, Body(town, Math.Round(measured * 1.01m, 2), ppm: 2_000)));

        Assert.Equal((422, "GEO-0069"), (refused.Status, refused.Code));
        Assert.Contains(town, refused.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("610724", "610724101", "MAP-0032")]
    [InlineData("610724101", "610724101", "MAP-0032")]
    [InlineData("999999", "888888", "GEO-0070")]
    public async Task Control_areas_that_contradict_each_other_or_have_no_patch_are_refused(string one, string other, string code)
    {
        using var engineer = await demonstration.SignInAsync("zhuh");
        var body = new { unitField = "ZLDWDM", controls = new[] { new { unit = one, area = 10m }, new { unit = other, area = 10m } }, limitPerMillion = 1, limitAtLeast = 0, decimals = 2 };
        Assert.Equal(code, (await Assert.ThrowsAsync<RefusedException>(() => engineer.PostAsync(Path, body))).Code);
    }

    [Fact]
    public async Task Who_sees_a_part_of_the_layer_cannot_adjust_it()
    {
        using var security = await demonstration.SignInAsync("secadmin");
        using var engineer = await demonstration.SignInAsync("zhuh");
        var (town, measured) = await MeasuredAsync(engineer);
        var grant = await security.PostAsync("map-grants", new { role = "data", layer = "DLTB", hidden = false, rowFilter = "DLBM <> '0101'", labelLimit = 9 });

        var refused = await Assert.ThrowsAsync<RefusedException>(() => engineer.PostAsync(Path, Body(town, Math.Round(measured, 2), ppm: 2_000)));

        Assert.Equal("MAP-0033", refused.Code);
        await security.PostAsync($"map-grants/{grant.GetProperty("id").GetString()}/revoke", new { });
    }

    [Fact]
    public async Task The_command_writes_the_report_that_sums_to_the_control_area()
    {
        using var engineer = await demonstration.SignInAsync("zhuh");
        var (town, measured) = await MeasuredAsync(engineer);
        var control = Math.Round(measured - 0.77m, 2);
        using var folder = new Scratch();
        var (table, report) = (System.IO.Path.Combine(folder.Path, "control.csv"), System.IO.Path.Combine(folder.Path, "report.csv"));
        await File.WriteAllTextAsync(table, string.Create(CultureInfo.InvariantCulture, $"单元,控制面积\n{town},{control}\n"));

        var run = await GuotuProgram.RunAsync(["layer", "adjust-areas", "DLTB", "--control", table, "--unit", "ZLDWDM", "--limit-ppm", "2000", "--out", report, "--home", demonstration.Home.Home, "--json"]);

        Assert.True(run.ExitCode == 1, run.Errors + run.Output);
        var lines = (await File.ReadAllLinesAsync(report)).Skip(1).Select(l => l.Split(',')).ToList();
        Assert.Equal(control, lines.Sum(l => decimal.Parse(l[3], CultureInfo.InvariantCulture)));
        Assert.All(lines, l => Assert.Equal(town, l[0]));
    }

    private static object Body(string unit, decimal area, int ppm) =>
        new { unitField = "ZLDWDM", controls = new[] { new { unit, area } }, limitPerMillion = ppm, limitAtLeast = 0, decimals = 2 };

    /// <summary>A town's code of nine digits and the sum of its patches as measured: told by a refusal-free adjustment to a generous limit.</summary>
    private static async Task<(string Town, decimal Measured)> MeasuredAsync(StaffClient engineer)
    {
        var patch = (await engineer.GetAsync("layers/DLTB/features?bbox=107.7,32.9,107.8,33.0&limit=1")).GetProperty("features")[0];
        var town = patch.GetProperty("properties").GetProperty("ZLDWDM").GetString()![..9];
        var any = await engineer.PostAsync(Path, new { unitField = "ZLDWDM", controls = new[] { new { unit = town, area = 1_000_000m } }, limitPerMillion = 1, limitAtLeast = 900_000_000_000m, decimals = 4 });
        var unit = any.GetProperty("units").EnumerateArray().Single();
        return (town, unit.GetProperty("parts").EnumerateArray().Sum(p => p.GetProperty("measured").GetDecimal()));
    }

    private sealed class Scratch : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("guotu-areas-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
