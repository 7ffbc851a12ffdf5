namespace Guotu.Geo.Formats.Tests;

/// <summary>Measured alone: other tests of the process would be counted too.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class Alone;

[Collection("alone")]
public sealed class StreamingTests : IDisposable
{
    private readonly Office _office = new();

    public void Dispose() => _office.Dispose();

    [Fact]
    public async Task A_hundred_thousand_features_stream_through_with_memory_for_few()
    {
        using var target = new FileStream(_office.Path("big.zip"), FileMode.Create);
        var figure = Office.Figure(new Random(1), 0);
        var writer = FeatureFiles.Create(FileFormat.Shapefile, new WritePlan(Office.PatchSchema, Office.Zone36), target).Value;
        await using (writer)
        {
            for (var i = 0; i < 100_000; i++)
            {
                await writer.WriteAsync(new Feature(new FeatureOrigin(i + 1, null), figure, ["旱地", (long)i, 1.5, null, true]), CancellationToken.None);
            }

            Assert.Equal(100_000, (await writer.CompleteAsync(CancellationToken.None)).Value.Features);
        }

        await target.DisposeAsync();
        await using var reader = (await FeatureFiles.OpenAsync(_office.Path("big.zip"), ReadChoices.None, CancellationToken.None)).Value;
        var (count, most, before) = (0, 0L, GC.GetTotalMemory(forceFullCollection: true));
        await foreach (var feature in reader.ReadAsync(CancellationToken.None))
        {
            Assert.True(feature.IsSuccess, feature.Error?.ToString());
            if (++count % 10_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        Assert.Equal(100_000, count);
        Assert.InRange(most, long.MinValue, 8 << 20);
    }
}
