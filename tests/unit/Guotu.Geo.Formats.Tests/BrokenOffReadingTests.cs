using System.Text;

namespace Guotu.Geo.Formats.Tests;

/// <summary>A reading that breaks off, by a cancellation or a fault of the disk, leaves no copy of the file among the temporary ones.</summary>
public sealed class BrokenOffReadingTests
{
    [Fact]
    public async Task The_copy_of_a_stream_goes_with_the_reading_that_breaks_off()
    {
        var mark = "guotu broken off " + Path.GetRandomFileName();
        await using var stream = new BreakingStream(Encoding.UTF8.GetBytes(mark));

        await Assert.ThrowsAsync<IOException>(() => FeatureFiles.OpenAsync(stream, ReadChoices.None, CancellationToken.None));

        Assert.True(stream.WasRead);
        Assert.DoesNotContain(Directory.EnumerateDirectories(Path.GetTempPath(), "guotu-formats-*"), folder => Holds(Path.Combine(folder, "upload"), mark));
    }

    /// <summary>Folders of other tests come and go meanwhile.</summary>
    private static bool Holds(string path, string mark)
    {
        try
        {
            return File.Exists(path) && File.ReadAllText(path).Contains(mark, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Gives its content once and then fails.</summary>
    private sealed class BreakingStream(byte[] content) : MemoryStream(content)
    {
        public bool WasRead { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (WasRead)
            {
                throw new IOException("The disk fails");
            }

            WasRead = true;
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
