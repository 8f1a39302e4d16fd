// writeUTF writes a length of its own, and no frame.
class WriteUtf {
    public static void main(String[] args) throws Exception {
        new java.io.DataOutputStream(System.out).writeUTF("hello world");
    }
}
