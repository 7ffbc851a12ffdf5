using System.Text;
using System.Xml;

namespace Guotu.MapPublishing.Maps;

/// <summary>Text as XML can carry it: what a caller wrote may come back in a refusal.</summary>
internal static class XmlSafe
{
    public static string Of(string text)
    {
        var safe = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                safe.Append(text[i]).Append(text[++i]);
            }
            else
            {
                safe.Append(XmlConvert.IsXmlChar(text[i]) && !char.IsSurrogate(text[i]) ? text[i] : '\uFFFD');
            }
        }

        return safe.ToString();
    }
}
