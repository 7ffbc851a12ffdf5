using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Guotu.Crypto.Merkle;

namespace Guotu.Crypto.Tests;

public sealed class MerkleTreeTests
{
    [Fact]
    public void The_root_of_five_is_what_a_hand_computes_with_the_fifth_promoted_twice()
    {
        var leaves = Leaves(5);
        var expected = Node(Node(Node(leaves[0], leaves[1]), Node(leaves[2], leaves[3])), leaves[4]);
        Assert.Equal(expected, MerkleTree.Of(leaves).Root);

        static Sm3Digest Node(Sm3Digest left, Sm3Digest right) =>
            new(Sm3.Hash([0x01, .. left.ToArray(), .. right.ToArray()]));
    }

    [Fact]
    public void A_leaf_is_hashed_apart_from_nodes() =>
        Assert.Equal(new Sm3Digest(Sm3.Hash([0x00, 0x61, 0x62, 0x63])), MerkleTree.Leaf("abc"u8));

    [Fact]
    public void Nothing_has_the_root_of_nothing_and_one_leaf_is_its_own_root()
    {
        Assert.Equal("1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b", MerkleTree.Of([]).Root.ToString());
        Assert.Equal(Leaves(1)[0], MerkleTree.Of(Leaves(1)).Root);
    }

    [Fact]
    public void Repeating_the_last_leaf_changes_the_root()
    {
        var three = Leaves(3);
        Assert.NotEqual(MerkleTree.Of(three).Root, MerkleTree.Of([.. three, three[2]]).Root);
    }

    [Fact]
    public void Every_leaf_of_every_tree_up_to_70_is_proved_and_proves_nothing_else()
    {
        for (var count = 1; count <= 70; count++)
        {
            var leaves = Leaves(count);
            var tree = MerkleTree.Of(leaves);
            for (var i = 0; i < count; i++)
            {
                var proof = tree.Prove(i);
                Assert.True(proof.Proves(leaves[i], tree.Root), $"{i} of {count}");
                Assert.False(proof.Proves(leaves[(i + 1) % count], tree.Root) && count > 1);
                Assert.False((proof with { Index = i + 1 }).Proves(leaves[i], tree.Root) && count > 1);
                Assert.False((proof with { Path = [.. proof.Path, leaves[0]] }).Proves(leaves[i], tree.Root));
                Assert.False(proof.Path.Count > 0 && (proof with { Path = [.. proof.Path.Skip(1)] }).Proves(leaves[i], tree.Root));
            }
        }
    }

    [Fact]
    public void Any_change_of_order_or_content_changes_the_root() => FsCheck.Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(ArbMap.Default.ArbFor<byte[][]>(), ArbMap.Default.ArbFor<byte[][]>(), (a, b) =>
        {
            var same = a.Length == b.Length && a.Zip(b).All(p => p.First.AsSpan().SequenceEqual(p.Second));
            return (Root(a) == Root(b)) == same;
        }));

    private static Sm3Digest Root(byte[][] items) => MerkleTree.Of(items.Select(i => MerkleTree.Leaf(i))).Root;

    private static Sm3Digest[] Leaves(int count) =>
        Enumerable.Range(0, count).Select(i => MerkleTree.Leaf(Encoding.ASCII.GetBytes($"record {i}"))).ToArray();
}
