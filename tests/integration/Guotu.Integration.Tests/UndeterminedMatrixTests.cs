using System.Text;
using System.Text.Json;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>
/// Every layer that the rules ask for, with every fault, on a node that is asked from the command line: the checks of the layer are undetermined
/// and say why, or they answer as before; there is no third. One run has a fault in each layer, a different one in the next run.
/// </summary>
public sealed class UndeterminedMatrixTests
{
    /// <summary>What was done to the rows of a layer, and what the reason must say besides the layer's name; null for an untouched layer.</summary>
    private static readonly (string? Reason, Func<NodeFaults, string, Task> MakeAsync)[] RowFaults =
    [
        (null, (_, _) => Task.CompletedTask),
        ("个要素,现有", (f, l) => f.RemoveRowAsync(l)),
        ("数据行摘要不符", (f, l) => f.MoveVertexAsync(l)),
        ("已过期", (f, l) => f.AgeAsync(l)),
        ("与校验码不符", (f, l) => f.RewriteRecordAsync(l)),
        ("与校验码不符", (f, l) => f.ForgetRevisionAsync(l)),
    ];

    /// <summary>What was done to a snapshot's file; the second file is another layer's.</summary>
    private static readonly Action<string, string>[] FileFaults =
    [
        (file, _) => NodeFaults.FlipBits(file),
        (file, _) => NodeFaults.Cut(file),
        (file, _) => File.Delete(file),
        (file, other) => File.Copy(other, file, overwrite: true),
    ];

    [Theory]
    [InlineData("sqlite", 6)]
    [InlineData("postgresql", 1)]
    public async Task A_layer_whose_rows_were_touched_is_undetermined_and_says_how_and_the_others_answer_as_before(string provider, int runs)
    {
        using var sound = await DemonstrationHome.CreateAsync(provider);
        var before = await ReviewAsync(sound);
        for (var run = 0; run < runs; run++)
        {
            using var home = await sound.CopyAsync();
            var faults = new NodeFaults(home.Home);
            foreach (var (layer, fault) in Each(RowFaults, run))
            {
                await fault.MakeAsync(faults, layer.Code);
            }

            var after = await ReviewAsync(home);
            foreach (var (layer, fault) in Each(RowFaults, run))
            {
                AnswersOrSaysWhy(layer, fault.Reason, ChecksOf(before, layer.Code), ChecksOf(after, layer.Code));
            }
        }
    }

    [Fact]
    public async Task A_layer_whose_rows_lie_on_a_lost_page_is_undetermined_and_no_other_answers_otherwise()
    {
        using var sound = await DemonstrationHome.CreateAsync();
        var before = await ReviewAsync(sound);
        foreach (var lost in RequiredLayers.All)
        {
            using var home = await sound.CopyAsync();
            await new NodeFaults(home.Home).LosePageAsync(lost.Code);

            var after = await ReviewAsync(home);

            AnswersOrSaysWhy(lost, "读不出来", ChecksOf(before, lost.Code), ChecksOf(after, lost.Code));
            foreach (var other in RequiredLayers.All.Where(l => l != lost && ChecksOf(after, l.Code).Any(IsUndetermined)))
            {
                AnswersOrSaysWhy(other, "读不出来", ChecksOf(before, other.Code), ChecksOf(after, other.Code));
            }

            foreach (var other in RequiredLayers.All.Where(l => !ChecksOf(after, l.Code).Any(IsUndetermined)))
            {
                AnswersOrSaysWhy(other, null, ChecksOf(before, other.Code), ChecksOf(after, other.Code));
            }
        }
    }

    [Fact]
    public async Task A_damaged_snapshot_is_made_again_byte_for_byte_and_the_verdict_has_the_same_digest()
    {
        using var sound = await DemonstrationHome.CreateAsync();
        var before = await ReviewAsync(sound);
        for (var run = 0; run < FileFaults.Length; run++)
        {
            using var home = await sound.CopyAsync();
            var files = new List<string>();
            foreach (var layer in RequiredLayers.All)
            {
                files.Add(await new NodeFaults(home.Home).SnapshotOfAsync(layer.Code));
            }

            var good = files.Select(File.ReadAllBytes).ToList();
            for (var i = 0; i < files.Count; i++)
            {
                FileFaults[(i + run) % FileFaults.Length](files[i], OtherOf(sound, files, i));
            }

            Assert.True(files.Zip(good).All(f => !File.Exists(f.First) || !File.ReadAllBytes(f.First).AsSpan().SequenceEqual(f.Second)), "A fault changed nothing");
            var after = await ReviewAsync(home);

            Assert.Equal(before.GetProperty("digest").GetString(), after.GetProperty("digest").GetString());
            Assert.All(files.Zip(good), f => Assert.Equal(f.Second, File.ReadAllBytes(f.First)));
        }
    }

    [Fact]
    public async Task Without_a_place_for_snapshots_every_layer_is_undetermined()
    {
        using var home = await DemonstrationHome.CreateAsync();
        var before = await ReviewAsync(home);
        var folder = Path.Combine(home.Home, "snapshots");
        Directory.Delete(folder, recursive: true);
        await File.WriteAllTextAsync(folder, "a file where the folder was");

        var after = await ReviewAsync(home);

        Assert.All(RequiredLayers.All, l => AnswersOrSaysWhy(l, "读不出来", ChecksOf(before, l.Code), ChecksOf(after, l.Code)));
    }

    [Fact]
    public async Task Without_its_database_a_node_gives_no_verdict_and_makes_no_empty_one()
    {
        using var home = await DemonstrationHome.CreateAsync();
        var database = Path.Combine(home.Home, "guotu.db");
        File.Delete(database);
        var gone = await RunAsync(home);
        Assert.False(File.Exists(database));
        await File.WriteAllBytesAsync(database, Encoding.ASCII.GetBytes(new string('x', 100_000)));
        var overwritten = await RunAsync(home);

        Assert.All([gone, overwritten], run =>
        {
            Assert.Equal(3, run.ExitCode);
            Assert.Equal("CLI-0004", run.Json().GetProperty("error").GetProperty("code").GetString());
        });
    }

    private static IEnumerable<((string Code, string Name) Layer, T Fault)> Each<T>(T[] faults, int run) =>
        RequiredLayers.All.Select((layer, i) => (layer, faults[(i + run) % faults.Length]));

    private static string OtherOf(DemonstrationHome sound, List<string> files, int index) =>
        Path.Combine(sound.Home, "snapshots", Path.GetFileName(files[(index + 1) % files.Count]));

    private static void AnswersOrSaysWhy((string Code, string Name) layer, string? reason, List<JsonElement> before, List<JsonElement> after)
    {
        Assert.NotEmpty(before);
        Assert.Equal(before.Count, after.Count);
        Assert.DoesNotContain(before, IsUndetermined);
        if (reason is null)
        {
            Assert.Equal(before.Select(c => c.GetRawText()), after.Select(c => c.GetRawText()));
            return;
        }

        Assert.All(after, check =>
        {
            Assert.True(IsUndetermined(check), $"{layer.Code} with “{reason}” answered {check.GetRawText()}");
            Assert.Contains(layer.Name, check.GetProperty("reason").GetString(), StringComparison.Ordinal);
            Assert.Contains(reason, check.GetProperty("reason").GetString(), StringComparison.Ordinal);
        });
    }

    private static bool IsUndetermined(JsonElement check) => check.GetProperty("status").GetString() == "undetermined";

    private static List<JsonElement> ChecksOf(JsonElement review, string layer) =>
        review.GetProperty("checks").EnumerateArray().Where(c => c.GetProperty("layer").GetString() == layer).ToList();

    private static async Task<JsonElement> ReviewAsync(DemonstrationHome home)
    {
        var run = await RunAsync(home);
        Assert.True(run.ExitCode == 1, $"exit {run.ExitCode}: {run.Errors}");
        var review = run.Json();
        Assert.Equal("undetermined", review.GetProperty("verdict").GetString());
        return review;
    }

    private static Task<ProgramRun> RunAsync(DemonstrationHome home) =>
        GuotuProgram.RunAsync(["review", home.Parcel("clean.txt"), "--home", home.Home, "--json"]);
}
