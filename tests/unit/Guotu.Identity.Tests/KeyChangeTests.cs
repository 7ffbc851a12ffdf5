using System.Collections.Concurrent;
using System.Text;
using Guotu.Crypto;
using Guotu.Crypto.Fields;
using Guotu.Crypto.Keys;
using Guotu.Database.Keys;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.ManageKeys;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

/// <summary>Keys are changed while the office works: nobody is refused, and everything written before stays readable.</summary>
public sealed class KeyChangeTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task Two_nodes_write_and_read_without_a_refusal_while_keys_rotate_and_the_root_key_changes(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var security = await office.SignedInAsync("secadmin");
        using var other = await OpenAsync(office);
        var written = new ConcurrentBag<(FieldAddress Address, string Ciphertext, string Plain)>();
        using var stop = new CancellationTokenSource();
        var workers = Enumerable.Range(0, 4)
            .Select(worker => Task.Run(() => WorkAsync(worker % 2 == 0 ? office.Get<KeyRing>() : other, worker, written, stop.Token)))
            .ToList();

        var keys = office.Get<KeyCommands>();
        var roots = new List<string> { keys.RootId };
        await WrittenAsync(written, 40, workers);
        for (var round = 0; round < 3; round++)
        {
            foreach (var name in new[] { KeyPurpose.FieldEncryption.Name, KeyPairPurpose.Verdict.Name, KeyPurpose.FieldMac.Name })
            {
                // As the clock of the nodes runs on, the version becomes current after both know it.
                Done(await keys.RotateAsync(office.As(security, "identity.key.rotate"), name, TimeSpan.FromMinutes(5), Never));
                Done(await other.RefreshAsync(Never));
                office.Clock.Advance(TimeSpan.FromMinutes(6));
            }

            var change = Done(await keys.ChangeRootAsync(office.As(security, "identity.key.root"), keys.RootId, Never));
            Assert.Equal(roots[^1], change.Before);
            roots.Add(change.After);
            Done(await other.RefreshAsync(Never));

            // All of them get to work under these keys before the next ones come.
            await WrittenAsync(written, 40, workers);
        }

        await stop.CancelAsync();
        await Task.WhenAll(workers);

        using var restarted = await OpenAsync(office);
        Assert.Equal(roots[^1], restarted.RootId);
        Assert.Equal(4, restarted.Current(KeyPurpose.FieldEncryption).Value.Version);
        var protector = new FieldProtector(restarted, new SystemRandomSource());
        Assert.All(written, w => Assert.Equal(w.Plain, protector.DecryptText(w.Address, w.Ciphertext).Value));
        Assert.Equal(4, written.Select(w => w.Ciphertext.Split('.')[1]).Distinct().Count());
        Assert.Equal(9, office.Audit.Lines.Count(l => l == "secadmin identity.key.rotate"));
        Assert.Equal(3, office.Audit.Lines.Count(l => l == "secadmin identity.key.root"));
    }

    [Theory]
    [BothDatabases]
    public async Task A_rotation_under_the_former_root_key_is_not_stored_after_the_change(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        using var late = await OpenAsync(office);
        var stale = late.PrepareNext(KeyPurpose.AuditMac.Name, TimeSpan.Zero).Value;
        var context = office.As(await office.SignedInAsync("secadmin"), "identity.key.root");
        Done(await office.Get<KeyCommands>().ChangeRootAsync(context, office.Get<KeyCommands>().RootId, Never));

        Assert.False(await new WrappedKeyTable(office.Get<IConnectionSource>()).TryAddAsync(stale, Never));
        var added = await office.Get<IUnitsOfWork>().RunUpkeepAsync("test", (work, ct) => WrappedKeyTable.TryAddAsync(work, stale, ct), Never);
        Assert.False(added);

        // The node that was late takes up the new root key by itself.
        Done(await late.RotateAsync(KeyPurpose.AuditMac, TimeSpan.Zero, Never));
        using var restarted = await OpenAsync(office);
        Assert.Equal(2, restarted.Current(KeyPurpose.AuditMac).Value.Version);
    }

    [Theory]
    [BothDatabases]
    public async Task A_change_that_was_cut_off_before_its_commit_leaves_everything_as_it_was_and_is_taken_up_again(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var keys = office.Get<KeyCommands>();
        var before = keys.RootId;
        var file = (FileKeySource)office.Get<IKeySource>();
        Done(file.PrepareNext(new SystemRandomSource()));
        using var prepared = Done(file.ReadNext());
        using (var restarted = await OpenAsync(office))
            Assert.Equal(before, restarted.RootId);

        var context = office.As(await office.SignedInAsync("secadmin"), "identity.key.root");
        var change = Done(await keys.ChangeRootAsync(context, keys.RootId, Never));
        Assert.Equal(Convert.ToHexString(RootKey.IdOf(prepared)).ToLowerInvariant(), change.After);
        Assert.Equal(KeyPurpose.All.Count + KeyPairPurpose.All.Count, change.Keys);
    }

    [Fact]
    public async Task A_key_that_is_not_there_is_refused_and_the_refusal_recorded()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var context = office.As(await office.SignedInAsync("secadmin"), "identity.key.rotate");
        var refused = await office.Get<IKeyAdministration>().RotateAsync(context, "no-such-key", TimeSpan.Zero, Never);
        Assert.Equal(CryptoErrors.KeyUnknown, refused.Error!.Code);
        Assert.Contains(office.Audit.Lines, l => l.StartsWith("secadmin ", StringComparison.Ordinal) && l.Contains("refused", StringComparison.Ordinal));
    }

    private static async Task WrittenAsync<T>(ConcurrentBag<T> written, int more, List<Task> workers)
    {
        var before = written.Count;
        while (written.Count < before + more && workers.TrueForAll(w => !w.IsCompleted))
            await Task.Delay(20);
    }

    private static async Task WorkAsync(
        KeyRing ring, int worker, ConcurrentBag<(FieldAddress Address, string Ciphertext, string Plain)> written, CancellationToken ct)
    {
        var protector = new FieldProtector(ring, new SystemRandomSource());
        var signing = new SigningKeys(ring);
        for (var number = 0; !ct.IsCancellationRequested; number++)
        {
            var address = new FieldAddress("ap_case", "applicant_phone", (worker * 1_000_000L) + number);
            var plain = $"1390916{number:0000}";
            var ciphertext = protector.EncryptText(address, plain).Value;
            Assert.Equal(plain, protector.DecryptText(address, ciphertext).Value);
            written.Add((address, ciphertext, plain));

            FieldValue[] values = [FieldValue.Of("applicant_phone", plain)];
            var mac = protector.Mac("ap_case", number, values).Value;
            Assert.True(protector.Verify("ap_case", number, values, mac).IsSuccess);
            var message = Encoding.UTF8.GetBytes(plain);
            var signature = signing.Sign(KeyPairPurpose.Verdict, message).Value;
            Assert.True(signing.Verify(KeyPairPurpose.Verdict, message, signature).Value);
            if (number % 20 == 0)
                Assert.Null((await ring.RefreshAsync(Never)).Error);

            // Enough of them, and not a machine full.
            await Task.Delay(2, CancellationToken.None);
        }
    }

    private static async Task<KeyRing> OpenAsync(Office office) => Done(await KeyRing.OpenAsync(
        new FileKeySource(office.Node.RootKeyFile, office.Node.Home),
        new WrappedKeyTable(office.Get<IConnectionSource>()),
        new SystemRandomSource(),
        office.Clock,
        Never));

    private static void Done(Result result) => Assert.True(result.IsSuccess, result.Error?.Text);

    private static T Done<T>(Result<T> result)
    {
        Assert.True(result.IsSuccess, result.Error?.Text);
        return result.Value;
    }
}
