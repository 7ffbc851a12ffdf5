namespace Guotu.Testing.Fuzzing;

/// <summary>A file that is bent, or a set of files of which one is.</summary>
public sealed record FuzzFile(params (string Name, byte[] Content)[] Parts);

/// <summary>A reader under fuzzing and the sound files that are bent for it.</summary>
/// <param name="Read">Reads the bent file; the text is what is wrong with the answer, null where it is a reading or a registered refusal.
/// An exception is a failure by itself.</param>
public sealed record FuzzTarget(string Name, IReadOnlyList<FuzzFile> Corpus, Func<FuzzFile, Task<string?>> Read)
{
    /// <summary>Bytes that the reading of one input may allocate besides <see cref="BytesPerByte"/> of its size.</summary>
    public long MostBytes { get; init; } = 24L << 20;

    public long BytesPerByte { get; init; } = 2_000;

    /// <summary>The input of a number: the same seed and number give the same bytes.</summary>
    public FuzzFile Input(int seed, long number)
    {
        var random = new Random(HashCode(seed, number));
        var mutator = new Mutator(random);
        var chosen = Corpus[random.Next(Corpus.Count)];
        var parts = chosen.Parts.ToArray();
        for (var times = random.Next(4) == 0 ? 2 : 1; times > 0; times--)
        {
            var at = random.Next(parts.Length);
            parts[at] = (parts[at].Name, mutator.Bend(parts[at].Content, () => Any(random)));
        }

        return new FuzzFile(parts);
    }

    private byte[] Any(Random random)
    {
        var parts = Corpus[random.Next(Corpus.Count)].Parts;
        return parts[random.Next(parts.Length)].Content;
    }

    // System.HashCode is seeded by the process.
    private static int HashCode(int seed, long number)
    {
        var mixed = unchecked(((ulong)(uint)seed << 32) ^ ((ulong)number * 0x9E3779B97F4A7C15UL));
        mixed = unchecked((mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9UL);
        return unchecked((int)(mixed ^ (mixed >> 32)));
    }
}
