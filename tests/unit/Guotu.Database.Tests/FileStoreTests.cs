using System.Text;
using Guotu.Database.Files;
using Guotu.Kernel.Failpoints;
using Guotu.Kernel.Ids;
using Guotu.Testing;

namespace Guotu.Database.Tests;

public sealed class FileStoreTests : IDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private readonly string _folder = Directory.CreateTempSubdirectory("guotu-files").FullName;
    private readonly FolderFileStore _store;

    public FileStoreTests() => _store = new FolderFileStore(_folder, new NodeIdSource(new FixedClock(), 1), new NoFailpoints());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_is_named_by_the_SM3_of_its_content()
    {
        var saved = await _store.SaveAsync(Content("abc"), "text/plain", 1000, Never);

        Assert.Equal("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0", saved.Value.Digest);
        Assert.Equal(3, saved.Value.Size);
    }

    [Fact]
    public async Task A_file_that_was_changed_on_disk_is_not_given_out()
    {
        var saved = (await _store.SaveAsync(Content("abc"), "text/plain", 1000, Never)).Value;
        await File.WriteAllTextAsync(Directory.GetFiles(_folder, saved.Digest, SearchOption.AllDirectories).Single(), "abd", Never);

        Assert.Equal(DatabaseErrors.FileDamaged, (await _store.OpenAsync(saved.Digest, Never)).Error!.Code);
    }

    [Fact]
    public async Task A_file_beyond_the_limit_leaves_nothing_behind()
    {
        var refused = await _store.SaveAsync(Content("abcdef"), "text/plain", 5, Never);

        Assert.Equal(DatabaseErrors.FileTooLarge, refused.Error!.Code);
        Assert.Empty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_file_that_is_removed_is_written_over_before_its_name_goes_even_while_somebody_reads_it()
    {
        var saved = (await _store.SaveAsync(Content("机密★10年"), "text/plain", 1000, Never)).Value;
        var path = Directory.GetFiles(_folder, saved.Digest, SearchOption.AllDirectories).Single();
        await using var reading = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);

        await _store.RemoveAsync(saved.Digest, Never);

        using var left = new MemoryStream();
        await reading.CopyToAsync(left, Never);
        Assert.Equal(new byte[saved.Size], left.ToArray());
        Assert.False(_store.Contains(saved.Digest));
        Assert.Empty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
        await _store.RemoveAsync(saved.Digest, Never);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    [InlineData("66C7F0F462EEEDD9D1F2D46BDC10E4E24167C4875CF2F7A2297DA02B8F4BA8E0")]
    public async Task A_name_that_is_no_digest_is_not_looked_for(string name) =>
        Assert.Equal(DatabaseErrors.FileMissing, (await _store.OpenAsync(name, Never)).Error!.Code);

    private static MemoryStream Content(string text) => new(Encoding.UTF8.GetBytes(text));
}
