using System.Diagnostics;
using Guotu.Geo.Formats.Native;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Tests.Fuzzing;

/// <summary>It kills every reading process of the tests, also those that other tests would be reading with: therefore alone.</summary>
[Collection("alone")]
public sealed class KilledReaderTests
{
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
