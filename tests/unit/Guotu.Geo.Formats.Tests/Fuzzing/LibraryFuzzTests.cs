using Guotu.Geo.Formats.Native;
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
    public void A_reading_room_that_is_full_refuses_after_its_wait_and_takes_the_next_when_one_has_left()
    {
        using var room = new ReadingRoom(2, TimeSpan.FromMilliseconds(20));
        var (first, second) = (room.Enter(), room.Enter());
        Assert.Equal(FormatErrors.ReadersBusy, Assert.Throws<FormatFault>(room.Enter).Error.Code);
        first.Dispose();
        first.Dispose();
        using var third = room.Enter();
        Assert.Throws<FormatFault>(room.Enter);
        second.Dispose();
        room.Enter().Dispose();
    }

    private async Task RunAsync(int inputs, int seed)
    {
        using var library = new LibraryReaders();
        List<FuzzTarget> targets = [];
        foreach (var format in Formats)
        {
            targets.Add(new FuzzTarget("library " + format.Code(), await Corpus.WrittenAsync(format), f => Task.FromResult(library.Read(format, f))));
        }

        targets.Add(new FuzzTarget("library gdb", await Corpus.GeodatabasesAsync(), f => Task.FromResult(library.Read(FileFormat.FileGeodatabase, f))));
        targets.Add(new FuzzTarget("library tif", await Corpus.ElevationsAsync(), f => Task.FromResult(library.Elevation(f))));

        var run = new FuzzRun(targets, seed);
        var failures = run.Run(inputs);
        output.WriteLine($"{run.Done} inputs, seed {seed}, {library.Sound} read to their end, {library.Broken} reading processes broken, {failures.Count} failures");
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }
}

/// <summary>Reading processes that serve one file after another, one for each thread; one that breaks is replaced and counted.</summary>
internal sealed class LibraryReaders : IDisposable
{
    /// <summary>A format that is a folder of files.</summary>
    private const string Geodatabase = ".gdb";

    private readonly string _folder = Directory.CreateTempSubdirectory("guotu-fuzz-").FullName;
    private readonly ThreadLocal<ReadingProcess?> _process = new(trackAllValues: true);
    private long _sound;
    private long _broken;

    public long Sound => Interlocked.Read(ref _sound);

    public long Broken => Interlocked.Read(ref _broken);

    public string? Read(FileFormat format, FuzzFile file)
    {
        var path = Written(file, format == FileFormat.FileGeodatabase ? Geodatabase : format.Extension());
        return Asked(process =>
        {
            var head = process.Open(new ReadOrder(path, format, null));
            return process.Features(head.Schema.Fields.Count, CancellationToken.None).All(f => f.Values.Count == head.Schema.Fields.Count) ? null : "values and fields differ in number";
        });
    }

    /// <summary>The whole of a small elevation model, as numbers and as bytes.</summary>
    public string? Elevation(FuzzFile file)
    {
        var path = Written(file, ".tif");
        return Asked(process =>
        {
            var head = process.OpenRaster(path);
            var (width, height) = (Math.Clamp(head.Width, 1, 256), Math.Clamp(head.Height, 1, 256));
            process.Window(new WindowOrder(0, 0, 0, width, height, Floats: true), CancellationToken.None);
            process.Window(new WindowOrder(0, 0, 0, width, height, Floats: false), CancellationToken.None);
            return null;
        });
    }

    private string Written(FuzzFile file, string extension)
    {
        var path = Path.Combine(_folder, Environment.CurrentManagedThreadId.ToString(System.Globalization.CultureInfo.InvariantCulture) + extension);
        if (extension != Geodatabase)
        {
            File.WriteAllBytes(path, file.Parts[0].Content);
            return path;
        }

        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        Directory.CreateDirectory(path);
        foreach (var (name, content) in file.Parts)
        {
            File.WriteAllBytes(Path.Combine(path, name), content);
        }

        return path;
    }

    private string? Asked(Func<ReadingProcess, string?> read)
    {
        var process = _process.Value ??= ReadingProcess.Start("试验");
        try
        {
            var complaint = read(process);
            Interlocked.Increment(ref _sound);
            return complaint;
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
