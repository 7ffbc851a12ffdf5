using System.Runtime.CompilerServices;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Tests;

/// <summary>Reading ahead gives what reading gives, ends as it ends, and stops when nobody takes any more.</summary>
public sealed class ReadingAheadTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(5_000)]
    public async Task Every_feature_comes_once_and_in_order(int count)
    {
        var read = new List<long>();
        await foreach (var feature in new Counting(count).ReadAheadAsync(CancellationToken.None))
        {
            read.Add(feature.Value.Origin.Record);
        }

        Assert.Equal(Enumerable.Range(0, count).Select(i => (long)i), read);
    }

    [Fact]
    public async Task The_refusal_that_ends_a_file_is_the_last_that_comes()
    {
        var read = new List<Result<Feature>>();
        await foreach (var feature in new Counting(1_000) { RefusedAt = 700 }.ReadAheadAsync(CancellationToken.None))
        {
            read.Add(feature);
        }

        Assert.Equal(701, read.Count);
        Assert.Equal(FormatErrors.NoFeatures, read[^1].Error!.Code);
        Assert.All(read.SkipLast(1), f => Assert.True(f.IsSuccess));
    }

    [Fact]
    public async Task A_fault_of_the_reading_is_thrown_where_features_are_taken()
    {
        var faulty = new Counting(1_000) { FaultsAt = 300 };
        var thrown = await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (var feature in faulty.ReadAheadAsync(CancellationToken.None))
            {
                Assert.True(feature.IsSuccess);
            }
        });
        Assert.Equal("disk", thrown.Message);
    }

    [Fact]
    public async Task Who_stops_early_stops_the_reading_and_the_reader_is_free()
    {
        var endless = new Counting(int.MaxValue);
        await foreach (var feature in endless.ReadAheadAsync(CancellationToken.None))
        {
            if (feature.Value.Origin.Record == 10)
            {
                break;
            }
        }

        Assert.False(endless.IsReading);
        Assert.InRange(endless.Given, 11, 10_000);
    }

    [Fact]
    public async Task Cancelled_work_stops()
    {
        var endless = new Counting(int.MaxValue);
        using var cancelled = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var feature in endless.ReadAheadAsync(cancelled.Token))
            {
                await cancelled.CancelAsync();
            }
        });
        Assert.False(endless.IsReading);
    }

    /// <summary>Gives features with a number and no geometry.</summary>
    private sealed class Counting(int count) : IFeatureReader
    {
        public int? RefusedAt { get; init; }

        public int? FaultsAt { get; init; }

        public bool IsReading { get; private set; }

        public int Given { get; private set; }

        public FormatDetection Detection => throw new NotSupportedException();

        public FeatureSchema Schema => throw new NotSupportedException();

        public long? Count => count;

        public IReadOnlyList<Error> Warnings => [];

        public async IAsyncEnumerable<Result<Feature>> ReadAsync([EnumeratorCancellation] CancellationToken ct)
        {
            IsReading = true;
            try
            {
                for (var i = 0; i < count; i++)
                {
                    ct.ThrowIfCancellationRequested();
                    if (i == FaultsAt)
                    {
                        throw new IOException("disk");
                    }

                    if (i == RefusedAt)
                    {
                        yield return new Error(FormatErrors.NoFeatures);
                        yield break;
                    }

                    Given++;
                    yield return new Feature(new FeatureOrigin(i, null), null, []);
                    await Task.Yield();
                }
            }
            finally
            {
                IsReading = false;
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
