using System.Text;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Randomness;

namespace Guotu.Identity.Staffing;

/// <summary>
/// First passwords (首次口令): random, written only to the node's 0600 file, to be changed at the first login. There is no default password anywhere.
/// </summary>
internal sealed class FirstPasswords(NodeSettings node, IRandomSource random)
{
    /// <summary>Letters and digits that are not mistaken for each other on paper.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Length = 16;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string FilePath => node.FirstPasswordFile;

    /// <summary>About 92 bits, with a mark so that all four classes are there.</summary>
    public string New()
    {
        var text = new StringBuilder(Length + 3);
        Span<byte> one = stackalloc byte[1];
        while (text.Length < Length)
        {
            random.Fill(one);
            if (one[0] < 256 / Alphabet.Length * Alphabet.Length)
            {
                text.Append(Alphabet[one[0] % Alphabet.Length]);
            }
        }

        return text.Append("-7Kq").ToString();
    }

    public void Append(IEnumerable<FirstPassword> passwords)
    {
        var isNew = !File.Exists(FilePath);
        using var stream = new FileStream(FilePath, new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.None,
            UnixCreateMode = OwnerOnly,
        });
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        if (isNew)
        {
            writer.WriteLine("# 首次口令。首次登录必须修改;全部人员改过之后删除本文件。登录名\t姓名\t岗位\t口令");
        }

        foreach (var password in passwords)
        {
            writer.WriteLine($"{password.Account}\t{password.Name}\t{password.Posts}\t{password.Secret}");
        }

        writer.Flush();
        stream.Flush(flushToDisk: true);
    }
}

/// <summary>A line of the file.</summary>
internal sealed record FirstPassword(string Account, string Name, string Posts, string Secret);
