using System.Diagnostics;
using Guotu.Geo.Formats.Native;
using Guotu.Kernel.Results;
using Guotu.Testing;
using Guotu.Testing.Fuzzing;

namespace Guotu.Geo.Formats.Tests.Fuzzing;

/// <summary>Bent files through libgdal: the library may break, the process that reads with it may die, but the node gets its refusal and lives.</summary>
public sealed class LibraryFuzzTests(ITestOutputHelper output)
{
    private const int InTheTier = 10_000;
    private const int InTheSoak = 100_000;
    private static readonly FileFormat[] Formats = [FileFormat.GeoPackage, FileFormat.FlatGeobuf, FileFormat.Dxf, FileFormat.Kml];

    [Fact]
    public async Task Ten_thousand_bent_files_through_the_library_leave_the_node_standing() => await RunAsync(InTheTier, 610_724);

    [Fact]
    public async Task A_hundred_thousand_bent_files_through_the_library_leave_the_node_standing()
    {
        Soak.Only();
        await RunAsync(InTheSoak, Soak.Seed());
    }

    [Fact]
    public async Task A_reading_process_that_is_killed_is_a_refusal_and_the_next_reading_has_a_new_one()
    {
        using var office = new Office();
        var path = office.File("layer.gpkg", (await Office.WriteAsync(FileFormat.GeoPackage, Office.PatchSchema, Office.Patches(600, 5), Office.Zone36)).Bytes);
        var opened = await FeatureFiles.OpenAsync(path, ReadChoices.None, CancellationToken.None);
        await using var reader = opened.Value;
        KillReadingProcesses();
        List<Result<Feature>> broken = [];
        await foreach (var feature in reader.ReadAsync(CancellationToken.None))
        {
            broken.Add(feature);
        }

        Assert.Equal(FormatErrors.GdalFailed, Assert.Single(broken).Error!.Code);

        var count = 0;
        await foreach (var feature in reader.ReadAsync(CancellationToken.None))
        {
            Assert.True(feature.IsSuccess, feature.Error?.ToString());
            count++;
        }

        Assert.Equal(600, count);
    }

    private async Task RunAsync(int inputs, int seed)
    {
        using var library = new LibraryReaders();
        List<FuzzTarget> targets = [];
        foreach (var format in Formats)
        {
            targets.Add(new FuzzTarget("library " + format.Code(), await Corpus.WrittenAsync(format), f => Task.FromResult(library.Read(format, f))));
        }

        var run = new FuzzRun(targets, seed);
        var failures = run.Run(inputs);
        output.WriteLine($"{run.Done} inputs, seed {seed}, {library.Sound} read to their end, {library.Broken} reading processes broken, {failures.Count} failures");
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private static void KillReadingProcesses()
    {
        foreach (var child in Directory.EnumerateDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), out var id) ? id : 0).Where(IsOurs))
        {
            using var process = Process.GetProcessById(child);
            process.Kill();
            process.WaitForExit();
        }
    }

    private static bool IsOurs(int id)
    {
        try
        {
            return id > 0 && File.ReadAllText($"/proc/{id}/stat").Split(' ')[3] == Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)
                && File.ReadAllText($"/proc/{id}/cmdline").Contains(FileReadingProgram.Word, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // It ended meanwhile.
        }
    }
}

/// <summary>Reading processes that serve one file after another, one for each thread; one that breaks is replaced and counted.</summary>
internal sealed class LibraryReaders : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guotu-fuzz-").FullName;
    private readonly ThreadLocal<ReadingProcess?> _process = new(trackAllValues: true);
    private long _sound;
    private long _broken;

    public long Sound => Interlocked.Read(ref _sound);

    public long Broken => Interlocked.Read(ref _broken);

    public string? Read(FileFormat format, FuzzFile file)
    {
        var path = Path.Combine(_folder, Environment.CurrentManagedThreadId.ToString(System.Globalization.CultureInfo.InvariantCulture) + format.Extension());
        File.WriteAllBytes(path, file.Parts[0].Content);
        var process = _process.Value ??= ReadingProcess.Start(format);
        try
        {
            var head = process.Open(new ReadOrder(path, format, null));
            foreach (var feature in process.Features(head.Schema.Fields.Count, CancellationToken.None))
            {
                if (feature.Values.Count != head.Schema.Fields.Count)
                {
                    return "values and fields differ in number";
                }
            }

            Interlocked.Increment(ref _sound);
            return null;
        }
        catch (FormatFault fault)
        {
            if (process.HasEnded)
            {
                Interlocked.Increment(ref _broken);
                process.Dispose();
                _process.Value = null;
            }

            return Readers.Complaint(fault.Error);
        }
    }

    public void Dispose()
    {
        foreach (var process in _process.Values)
        {
            process?.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
